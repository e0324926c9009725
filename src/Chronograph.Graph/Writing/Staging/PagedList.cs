using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>A list that grows by pages, so that growing copies nothing and a large one never needs twice its memory.</summary>
internal sealed class PagedList<T>
    where T : unmanaged
{
    private const int PageShift = 14;
    private const int PageSize = 1 << PageShift;
    private const int FirstSize = 16;

    private T[][] _pages = [];

    public int Count { get; private set; }

    public long Bytes => (long)Count * Unsafe.SizeOf<T>();

    public ref T this[int index] => ref _pages[index >> PageShift][index & (PageSize - 1)];

    /// <summary>Lets go of all items and their memory.</summary>
    public void Clear() => (_pages, Count) = ([], 0);

    public void Add(T item)
    {
        var (page, place) = (Count >> PageShift, Count & (PageSize - 1));
        if (page >= _pages.Length || place >= _pages[page].Length)
            MakeRoom(page, place);
        _pages[page][place] = item;
        Count = checked(Count + 1);
    }

    /// <summary>Writes items behind the last one. They belong to the list once they are counted, and nothing may be added before.</summary>
    public void Place(ReadOnlySpan<T> items)
    {
        for (var next = Count; items.Length > 0;)
        {
            var (page, place) = (next >> PageShift, next & (PageSize - 1));
            if (page >= _pages.Length || place >= _pages[page].Length)
                MakeRoom(page, place);
            var part = Math.Min(items.Length, _pages[page].Length - place);
            items[..part].CopyTo(_pages[page].AsSpan(place));
            next = checked(next + part);
            items = items[part..];
        }
    }

    /// <summary>Makes the items that were placed last part of the list.</summary>
    public void CountPlaced(int items) => Count = checked(Count + items);

    /// <summary>The first page grows like a list, since most batches are small.</summary>
    private void MakeRoom(int page, int place)
    {
        if (page >= _pages.Length)
            Array.Resize(ref _pages, page + 1);
        var size = page == 0 ? Math.Max(FirstSize, place * 2) : PageSize;
        Array.Resize(ref _pages[page], size);
    }
}
