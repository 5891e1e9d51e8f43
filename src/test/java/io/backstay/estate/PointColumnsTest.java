package io.backstay.estate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.fixture.ManyPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PointColumnsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aListInAnyOrderIsTheSamePointsOldestFirst(long seed) {
        List<RecoveryPoint> points = new ArrayList<>(new ManyPoints(seed, 1, 40 + (int) seed).points(0));
        points.addAll(points.subList(0, 9));
        if (seed > 2) {
            Collections.shuffle(points, new Random(seed));
        }
        PointColumns columns = columns(points);
        List<RecoveryPoint> sorted = points.stream()
                .sorted(Comparator.comparing(RecoveryPoint::takenAt))
                .toList();
        assertEquals(rows(columns(sorted)), rows(columns.oldestFirst()), () -> "seed " + seed);
    }

    @Test
    void columnsThatAreOldestFirstStayAsTheyAre() {
        PointColumns columns = columns(new ManyPoints(7, 1, 50).points(0)).oldestFirst();
        assertSame(columns, columns.oldestFirst());
        assertEquals(0, new PointColumns().oldestFirst().size());
    }

    @Test
    void whatIsPackedInPartsComesBackWhole() {
        List<RecoveryPoint> points = new ManyPoints(11, 1, 300).points(0);
        PointColumns read = new PointColumns();
        for (int from = 0; from < points.size(); from += 70) {
            PointColumns part = columns(points.subList(from, Math.min(from + 70, points.size())));
            read.addPacked(part.packed(), part.traits());
        }
        assertEquals(rows(columns(points)), rows(read));
    }

    @Test
    void bytesThatAreNoColumnsAreRefused() {
        PointColumns columns = columns(new ManyPoints(3, 1, 5).points(0));
        byte[] packed = columns.packed();
        assertThrows(
                IllegalArgumentException.class,
                () -> new PointColumns().addPacked(Arrays.copyOf(packed, packed.length - 1), columns.traits()));
        assertThrows(IllegalArgumentException.class, () -> new PointColumns().addPacked(packed, List.of()));
        packed[packed.length - 1] = -1;
        assertThrows(IllegalArgumentException.class, () -> new PointColumns().addPacked(packed, columns.traits()));
    }

    private static PointColumns columns(List<RecoveryPoint> points) {
        var columns = new PointColumns();
        points.forEach(columns::add);
        return columns;
    }

    private static List<String> rows(PointColumns columns) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            rows.add(columns.taken(i) + " " + columns.completed(i) + " " + columns.expires(i) + " "
                    + columns.lockedUntil(i) + " " + columns.traits().get(columns.trait(i)));
        }
        return rows;
    }
}
