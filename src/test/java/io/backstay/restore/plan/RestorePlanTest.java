package io.backstay.restore.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.Value;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The plan as a file: every field of it counts in the hash, and no other bytes pass for it.
public final class RestorePlanTest {
    private static final Path VECTORS = Path.of("src/test/resources/vectors/plan");
    private static final RestorePlan PLAN = SamplePlans.plan("jonas+00000000+AQ==");

    @Test
    void whateverChangesInAPlanChangesItsHash() throws Exception {
        Set<String> hashes = new HashSet<>(Set.of(PlanFile.of(PLAN).hash()));
        int[] changed = {0};
        eachChange(PLAN, plan -> {
            assertTrue(hashes.add(PlanFile.of(plan).hash()), () -> "this change does not count: " + plan);
            changed[0]++;
        });
        assertTrue(changed[0] >= 35, changed[0] + " fields were changed, which are too few");
    }

    @Test
    void whatIsReadIsWhatWasWrittenAndHasItsHash() throws Exception {
        PlanFile written = SamplePlans.file();
        PlanFile read = PlanFile.parse("a plan", written.bytes());
        assertEquals(written.hash(), read.hash());
        assertArrayEquals(written.bytes(), read.plan().bytes());
        assertEquals(8, read.plan().rowsToInsert());
        assertEquals(1, read.plan().rowsToUpdate());
    }

    @Test
    void everyFactIsShownFromTheHashedBytes() throws Exception {
        String shown = PlanWords.of(SamplePlans.file()).toString();
        for (String fact : List.of(
                "Harrow & Finch (key 1003)",
                "backstay_prover",
                "7311223344556677889/16384/billing/backstay_prover",
                "base-0001 of billing",
                "+5  ~1  -0",
                "keep-live",
                "jonas",
                "Priya Nair, administrator, called back on the number on file",
                "firms/1003/",
                "suppress",
                "beef",
                SamplePlans.file().hash())) {
            assertTrue(shown.contains(fact), () -> fact + " is not shown in " + shown);
        }
    }

    @Test
    void aPlanThatNobodyNamedAPolicyForSaysThatItIsHeldAgainstNone() throws Exception {
        PlanFile plan = PlanFile.parse("a plan", Files.readAllBytes(VECTORS.resolve("unpromised.plan.json")));
        assertTrue(PlanWords.of(plan).contains(new PlanWords.Line("Promise", "held against no policy")));
    }

    @Test
    void theVectorsAreJudgedAsTheirIndexSays() throws Exception {
        List<String> lines = Files.readAllLines(VECTORS.resolve("index.txt"), StandardCharsets.UTF_8);
        int judged = 0;
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s+", 3);
            byte[] bytes = Files.readAllBytes(VECTORS.resolve(parts[0]));
            assertEquals(parts[1], verdict(parts[0], bytes), line);
            judged++;
        }
        assertTrue(judged >= 8, "too few vectors");
    }

    private static String verdict(String name, byte[] bytes) {
        try {
            return PlanFile.parse(name, bytes).hash();
        } catch (BackstayException e) {
            return e.failure().code();
        }
    }

    @Test
    void noBitOfTheFileCanBeTurnedUnnoticed() throws Exception {
        PlanFile file = SamplePlans.file();
        byte[] bytes = file.bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] turned = bytes.clone();
            turned[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                assertTrue(!PlanFile.parse("turned", turned).hash().equals(file.hash()), "bit " + bit);
            } catch (BackstayException e) {
                assertTrue(e.failure() instanceof Failure.Stopped, () -> "not told as a refusal: " + e.failure());
            }
        }
        assertThrows(BackstayException.class, () -> PlanFile.parse("cut", Arrays.copyOf(bytes, 20)));
    }

    /// Hands over the plan with one leaf changed, for each of its leaves.
    public static void eachChange(RestorePlan plan, Consumer<RestorePlan> taker) throws Exception {
        for (RecordComponent component : RestorePlan.class.getRecordComponents()) {
            for (Object other : others(component.getAccessor().invoke(plan))) {
                try {
                    taker.accept((RestorePlan) with(plan, component.getName(), other));
                } catch (InvocationTargetException e) {
                    // Refused by the record itself, as another format is.
                    assertTrue(e.getCause() instanceof IllegalArgumentException, component.getName());
                }
            }
        }
    }

    private static List<Object> others(@Nullable Object value) throws Exception {
        return switch (value) {
            case String text -> List.of(text + "x");
            case Long number -> List.of(number + 1);
            case Instant instant -> List.of(instant.plusNanos(1000));
            case Duration duration -> List.of(duration.plusSeconds(1));
            case Value _ -> List.of(RestorePlan.choices(Map.of("app.jobs", "take-old")));
            case Map<?, ?> map -> maps(map);
            case Record record -> records(record);
            // The only leaf that may be absent is the connection of the scratch database.
            case null -> List.of("crm-friday");
            default -> throw new AssertionError("say how this changes: " + value);
        };
    }

    private static List<Object> maps(Map<?, ?> map) throws Exception {
        List<Object> all = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            for (Object other : others(entry.getValue())) {
                Map<Object, Object> changed = new TreeMap<>(map);
                changed.put(entry.getKey(), other);
                all.add(changed);
            }
            Map<Object, Object> fewer = new TreeMap<>(map);
            fewer.remove(entry.getKey());
            all.add(fewer);
        }
        return all;
    }

    private static List<Object> records(Record record) throws Exception {
        List<Object> all = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            for (Object other : others(component.getAccessor().invoke(record))) {
                all.add(with(record, component.getName(), other));
            }
        }
        return all;
    }

    private static Object with(Record record, String name, Object value) throws Exception {
        RecordComponent[] fields = record.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[fields.length];
        @Nullable Object[] values = new @Nullable Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            types[i] = fields[i].getType();
            values[i] = fields[i].getName().equals(name)
                    ? value
                    : fields[i].getAccessor().invoke(record);
        }
        return record.getClass().getDeclaredConstructor(types).newInstance(values);
    }
}
