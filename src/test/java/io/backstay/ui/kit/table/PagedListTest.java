package io.backstay.ui.kit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class PagedListTest {
    private static final int TOTAL = 100_050;
    private static final int PAGE = 100;

    private final Queue<Runnable> ui = new ArrayDeque<>();
    private final List<Integer> askedAfter = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Background background = new Background(Runnable::run, ui::add, _ -> {});

    @Test
    void aRowThatIsNotThereYetIsNullAndArrives() {
        PagedList<Integer> list = list();
        var updated = new ArrayList<Integer>();
        list.addListener((ListChangeListener<Integer>) change -> {
            while (change.next()) {
                for (int i = change.getFrom(); change.wasUpdated() && i < change.getTo(); i++) {
                    updated.add(i);
                }
            }
        });
        assertEquals(0, list.getFirst());
        assertNull(list.get(150));
        settle();
        assertEquals(150, list.get(150));
        assertEquals(IntStream.range(100, 200).boxed().toList(), updated);
    }

    @Test
    void aFarRowIsReachedPageByPageAndMemoryStaysBounded() {
        PagedList<Integer> list = list();
        assertNull(list.get(TOTAL - 1));
        settle();
        assertEquals(TOTAL - 1, list.get(TOTAL - 1));
        assertEquals(TOTAL / PAGE, askedAfter.size());
        assertEquals(-1, list.indexOf(0), "the first page must have left memory");
        assertNull(list.getFirst());
        settle();
        assertEquals(0, list.getFirst(), "a page that left memory comes back by its key");
        assertTrue(failures.isEmpty());
    }

    @Test
    void onlyTheLatestWishCounts() {
        PagedList<Integer> list = list();
        assertNull(list.get(150));
        assertNull(list.get(90_000));
        assertNull(list.get(250));
        settle();
        assertEquals(250, list.get(250));
        assertEquals(2, askedAfter.size(), "the far row is no longer asked for");
    }

    @Test
    void aListThatShrankMeanwhileIsNotAskedForEver() {
        var list = new PagedList<Integer>((_, _) -> List.of(), background, List.of(0, 1), 10, failures::add);
        assertNull(list.get(9));
        settle();
        assertNull(list.get(9));
    }

    private PagedList<Integer> list() {
        PagedList.Source<Integer> source = (after, limit) -> {
            int from = after == null ? 0 : after + 1;
            askedAfter.add(from - 1);
            return IntStream.range(from, Math.min(TOTAL, from + limit)).boxed().toList();
        };
        return new PagedList<>(
                source, background, IntStream.range(0, PAGE).boxed().toList(), TOTAL, failures::add);
    }

    private void settle() {
        while (!ui.isEmpty()) {
            ui.remove().run();
        }
    }
}
