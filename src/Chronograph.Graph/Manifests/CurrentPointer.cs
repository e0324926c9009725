using System.Buffers;
using System.Text.Json;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>What <c>current.json</c> says: the newest committed version, and the hash of its manifest.</summary>
internal readonly record struct CurrentPointer(GraphVersion Version, string ManifestSha256)
{
    public static CurrentPointer To(Manifest manifest) => new(manifest.Version, manifest.Sha256);

    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, ManifestWriter.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version.Number);
            json.WriteNumber("format_version", ManifestWriter.FormatVersion);
            json.WriteStartArray("required_features");
            json.WriteEndArray();
            json.WriteString("manifest_sha256", ManifestSha256);
        }

        SealedJson.Seal(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="DamagedFileException">The file is not a sound pointer.</exception>
    /// <exception cref="UnsupportedFormatException">A later build wrote the store.</exception>
    public static CurrentPointer Read(byte[] bytes, string path)
    {
        SealedJson.Check(bytes, path);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            ManifestReader.CheckSupport(document.RootElement, path);
            var version = document.RootElement.GetProperty("version").GetInt64();
            return version >= 0
                ? new CurrentPointer(new GraphVersion(version), document.RootElement.GetProperty("manifest_sha256").GetString()!)
                : throw new FormatException("The version is negative.");
        }
        catch (Exception error) when (ManifestReader.IsMalformed(error))
        {
            throw new DamagedFileException(path, 0, $"it is not a pointer to a version: {error.Message}", error);
        }
    }
}
