package io.backstay.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.tenant.diff.Choice;
import io.backstay.connect.postgres.tenant.diff.Choices;
import io.backstay.connect.postgres.tenant.diff.RowClass;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.schema.TableName;
import io.backstay.restore.plan.PlanFile;
import io.backstay.restore.plan.RestorePlan;
import io.backstay.restore.plan.SamplePlans;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a person chose goes into a plan and comes out of its file as it was.
class PlannedChoicesTest {
    private static final int ROUNDS = 500;
    private static final List<RowClass> CHOSEN =
            Arrays.stream(RowClass.values()).filter(RowClass::hasChoice).toList();
    private static final List<SchemaChoices.Choice> ANSWERS = Arrays.stream(SchemaChoices.Choice.values())
            .filter(answer -> answer != SchemaChoices.Choice.STOP)
            .toList();
    private static final List<String> TABLES = List.of("app.jobs", "app.\"Invoice lines\"", "public.a", "x.y z");
    private static final List<String> NAMES =
            List.of("1042", "{\"id\": 7}", "7, \u00e9t\u00e9", "a\\b", "", "\ud83d\udc1f", "due_on", "Phone");

    @Test
    void choicesComeOutOfThePlansFileAsTheyWentIn() throws Exception {
        long seed = 20_261_126L;
        var random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Choices choices = choices(random);
            Instant damagedAt =
                    random.nextBoolean() ? Instant.ofEpochSecond(random.nextLong(4_000_000_000L), 123_456_000) : null;
            SchemaChoices schema = schema(random);
            Value read = read(choices, schema, damagedAt);
            String where = "seed " + seed + ", round " + round + ": " + choices;
            assertEquals(choices, PlannedChoices.read(read), where);
            assertEquals(schema, PlannedChoices.schema(read), where);
            assertEquals(damagedAt, PlannedChoices.damagedAt(read), where);
        }
    }

    @Test
    void aPlanWithoutChoicesMeansTheProposedOnes() throws Exception {
        Value none = RestorePlan.choices(Map.of());
        assertEquals(Choices.DEFAULT, PlannedChoices.read(none));
        assertNull(PlannedChoices.damagedAt(none));
    }

    @Test
    void choicesThatNobodyCouldHaveMadeAreRefused() {
        for (Map<String, ?> planned : List.<Map<String, ?>>of(
                Map.of("classes", Map.of("LOST", "SOMETHING")),
                Map.of("classes", Map.of("NO_SUCH_CLASS", "LIVE")),
                Map.of("classes", Map.of("LOST", 7)),
                Map.of("classes", "LIVE"),
                Map.of("tables", Map.of("jobs", Map.of("LOST", "LIVE"))),
                Map.of("columns", Map.of("app.jobs", List.of(7))),
                Map.of("columns", Map.of("app.jobs", "title")),
                Map.of("schema", Map.of("column-added app.jobs.due", "PERHAPS")),
                Map.of("schema", Map.of("column-added app.jobs.due", 7)),
                Map.of("schema", Map.of("column-added app.jobs.due", "STOP")),
                Map.of("schema", "ACCEPT"),
                Map.of("damagedAt", "yesterday"),
                Map.of("damagedAt", 7),
                Map.of("colums", Map.of("app.jobs", List.of("title"))))) {
            Value value = RestorePlan.choices(planned);
            BackstayException refused = assertThrows(
                    BackstayException.class,
                    () -> {
                        PlannedChoices.read(value);
                        PlannedChoices.schema(value);
                        PlannedChoices.damagedAt(value);
                    },
                    planned::toString);
            assertEquals("PLAN-FORM", refused.failure().code(), planned::toString);
        }
    }

    private static Value read(Choices choices, SchemaChoices schema, @Nullable Instant damagedAt)
            throws BackstayException {
        RestorePlan sample = SamplePlans.plan(null);
        PlanFile written = PlanFile.of(new RestorePlan(
                sample.format(),
                sample.restore(),
                sample.request(),
                sample.tenant(),
                sample.source(),
                sample.target(),
                sample.rows(),
                RestorePlan.choices(PlannedChoices.canonical(choices, schema, damagedAt)),
                sample.files(),
                sample.policy(),
                sample.validity(),
                sample.seen()));
        return PlanFile.parse("a plan", written.bytes()).plan().choices();
    }

    private static Choices choices(SplittableRandom random) {
        Choices choices = random.nextBoolean() ? Choices.DEFAULT : new Choices(Map.of(), Map.of(), Map.of());
        for (int more = random.nextInt(6); more > 0; more--) {
            TableName table = TableName.of(one(random, TABLES));
            Choice choice = one(random, List.of(Choice.values()));
            choices = switch (random.nextInt(4)) {
                case 0 -> choices.with(one(random, CHOSEN), choice);
                case 1 -> choices.with(table, one(random, CHOSEN), choice);
                case 2 -> choices.with(table, one(random, NAMES), choice);
                default -> choices.mending(table, names(random));
            };
        }
        return choices;
    }

    private static SchemaChoices schema(SplittableRandom random) {
        SchemaChoices schema = SchemaChoices.NONE;
        for (int more = random.nextInt(3); more > 0; more--) {
            schema =
                    schema.with("column-added " + one(random, TABLES) + "." + one(random, NAMES), one(random, ANSWERS));
        }
        return schema;
    }

    private static Set<String> names(SplittableRandom random) {
        Set<String> names = new TreeSet<>();
        for (int more = random.nextInt(1, 4); more > 0; more--) {
            names.add(one(random, NAMES));
        }
        return names;
    }

    private static <T> T one(SplittableRandom random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
