// Answers the questions of GraphPeers with Kuzu: node kuzu.cjs DIRECTORY, where DIRECTORY holds nodes.csv, edges.csv and
// questions.json. Prints one JSON object. Ends with code 7 when the package kuzu cannot be loaded.
const fs = require("fs");
const path = require("path");

let kuzu;
try {
  kuzu = require("kuzu");
} catch {
  process.exit(7);
}

const directory = process.argv[2];
const { ids, files } = JSON.parse(fs.readFileSync(path.join(directory, "questions.json")));
const store = path.join(directory, "graph.kuzu");
const seconds = (from) => Number(process.hrtime.bigint() - from) / 1e9;

async function ask(connection, text, questions) {
  const statement = await connection.prepare(text);
  const one = async (asked) => Number((await (await connection.execute(statement, { asked })).getAll())[0].answer ?? 0);
  for (const asked of questions.slice(0, 50)) await one(asked);
  let sum = 0;
  const from = process.hrtime.bigint();
  for (const asked of questions) sum += await one(asked);
  return { sum, microseconds: (seconds(from) / questions.length) * 1e6 };
}

async function main() {
  const database = new kuzu.Database(store);
  const connection = new kuzu.Connection(database, 1);
  const from = process.hrtime.bigint();
  await connection.query("CREATE NODE TABLE Node(semantic_id STRING, type STRING, name STRING, file STRING, PRIMARY KEY(semantic_id))");
  await connection.query("CREATE REL TABLE Edge(FROM Node TO Node, type STRING)");
  await connection.query(`COPY Node FROM '${path.join(directory, "nodes.csv")}' (HEADER=true)`);
  await connection.query(`COPY Edge FROM '${path.join(directory, "edges.csv")}' (HEADER=true)`);
  await connection.query("CHECKPOINT");
  const load = seconds(from);
  const size = fs.statSync(store).isDirectory()
    ? fs.readdirSync(store).reduce((sum, name) => sum + fs.statSync(path.join(store, name)).size, 0)
    : fs.statSync(store).size;
  const node = await ask(connection, "MATCH (n:Node {semantic_id: $asked}) RETURN size(n.name) AS answer", ids);
  const hop = await ask(connection, "MATCH (:Node {semantic_id: $asked})-[:Edge]->(b:Node) RETURN sum(size(b.semantic_id)) AS answer", ids);
  const twoHops = await ask(connection, "MATCH (:Node {semantic_id: $asked})-[:Edge]->(:Node)-[:Edge]->(c:Node) RETURN count(DISTINCT c.semantic_id) AS answer", ids);
  const filter = await ask(connection, "MATCH (n:Node) WHERE n.file = $asked AND n.type = 'METHOD' RETURN count(*) AS answer", files);
  console.log(JSON.stringify({ load, size, node, hop, twoHops, filter }));
  process.exit(0);
}

main();
