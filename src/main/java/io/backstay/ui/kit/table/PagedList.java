package io.backstay.ui.kit.table;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/// A list of any length of which only a few pages are in memory; a row that is not there yet is null and is
/// fetched.
///
/// Pages follow each other by key, as the catalogue gives them: to reach a page, those before it must have been
/// read once; of them only the last row is kept. All methods are for the UI thread. The inherited `indexOf`
/// would read everything, so it looks only at what is in memory.
public final class PagedList<T> extends ObservableListBase<@Nullable T> {
    /// How many pages stay in memory.
    static final int PAGES_MAX = 64;

    private final Source<T> source;
    private final Background background;
    private final int pageSize;
    private final int total;
    private final Consumer<? super Failure> onFailed;
    private final List<T> lastRows = new ArrayList<>();
    private final Map<Integer, List<T>> pages = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<T>> eldest) {
            return size() > PAGES_MAX;
        }
    };
    private @Nullable Activity fetching;
    private int wanted = -1;

    /// @param first the first page, already read
    /// @param total how many rows there are on all pages together
    public PagedList(
            Source<T> source, Background background, List<T> first, int total, Consumer<? super Failure> onFailed) {
        if (first.isEmpty() != (total == 0)) {
            throw new IllegalArgumentException("a first page of " + first.size() + " rows cannot begin " + total);
        }
        this.source = source;
        this.background = background;
        this.pageSize = Math.max(1, first.size());
        this.total = total;
        this.onFailed = onFailed;
        if (!first.isEmpty()) {
            keep(0, first);
        }
    }

    @Override
    public int size() {
        return total;
    }

    @Override
    public @Nullable T get(int index) {
        Objects.checkIndex(index, total);
        int page = index / pageSize;
        List<T> rows = pages.get(page);
        if (rows == null) {
            want(page);
            return null;
        }
        int at = index % pageSize;
        return at < rows.size() ? rows.get(at) : null;
    }

    @Override
    public int indexOf(@Nullable Object row) {
        for (Map.Entry<Integer, List<T>> page : pages.entrySet()) {
            int at = page.getValue().indexOf(row);
            if (at >= 0) {
                return page.getKey() * pageSize + at;
            }
        }
        return -1;
    }

    @Override
    public boolean contains(@Nullable Object row) {
        return indexOf(row) >= 0;
    }

    /// Stops fetching; for a list that is no longer shown.
    public void cancel() {
        wanted = -1;
        if (fetching != null) {
            fetching.cancel();
        }
    }

    private void want(int page) {
        wanted = page;
        if (fetching == null || !fetching.running()) {
            fetch();
        }
    }

    private void fetch() {
        int page = Math.min(wanted, lastRows.size());
        T after = page == 0 ? null : lastRows.get(page - 1);
        // The rows' arrival must come after this call: a table asks for rows while it lays itself out.
        fetching = background.call(_ -> source.load(after, pageSize), rows -> arrived(page, rows), onFailed);
    }

    private void arrived(int page, List<T> rows) {
        keep(page, rows);
        int from = page * pageSize;
        beginChange();
        for (int i = from; i < Math.min(total, from + rows.size()); i++) {
            nextUpdate(i);
        }
        endChange();
        // A list that shrank meanwhile gives an empty page; asking on would never end.
        if (wanted > page && !pages.containsKey(wanted) && !rows.isEmpty()) {
            fetch();
        }
    }

    private void keep(int page, List<T> rows) {
        pages.put(page, rows);
        if (page == lastRows.size() && !rows.isEmpty()) {
            lastRows.add(rows.getLast());
        }
    }

    /// Where the pages come from.
    @FunctionalInterface
    public interface Source<T> {
        /// Reads one page; may block.
        ///
        /// @param after the last row of the page before, null for the first page
        List<T> load(@Nullable T after, int limit) throws BackstayException, InterruptedException;
    }
}
