package io.backstay.cli.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference;
import io.backstay.connect.postgres.tenant.preflight.SchemaDifference.Kind;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices;
import io.backstay.connect.postgres.tenant.rows.SchemaChoices.Choice;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is typed for changes of live's schema.
class TypedAnswersTest {
    private static final SchemaDifference ADDED = new SchemaDifference(
            Kind.COLUMN_ADDED, "crm.deals.stage", "It is new.", List.of(Choice.DEFAULT, Choice.STOP));
    private static final SchemaDifference RENAMED = new SchemaDifference(
            Kind.COLUMN_RENAMED,
            "crm.notes.a=b to body",
            "It looks renamed.",
            List.of(Choice.MAP, Choice.DEFAULT, Choice.STOP));
    private static final SchemaDifference RULES =
            new SchemaDifference(Kind.RULES_CHANGED, "database", "Triggers differ.", List.of());

    @Test
    void whatIsTypedAnswersTheDifferenceOfThatName() throws Exception {
        var typed = new TypedAnswers(List.of("crm.deals.stage=default", "crm.notes.a=b to body=map"));
        assertEquals(
                SchemaChoices.NONE.with(ADDED.id(), Choice.DEFAULT).with(RENAMED.id(), Choice.MAP),
                typed.of(List.of(ADDED, RENAMED, RULES)));
        assertTrue(new TypedAnswers(List.of()).none());
    }

    @Test
    void everyOptionThatIsShownCanBeTyped() throws Exception {
        for (SchemaDifference each : List.of(ADDED, RENAMED)) {
            for (String option : TypedAnswers.options(each)) {
                String typed = option.substring("--schema '".length(), option.length() - 1);
                assertTrue(each.answeredBy(new TypedAnswers(List.of(typed)).of(List.of(each))), option);
            }
        }
        assertEquals(List.of("map", "default"), TypedAnswers.choices(RENAMED.choices()));
    }

    @Test
    void whatMakesNoSenseIsRefusedWithASentence() {
        for (String typed : List.of("crm.deals.stage", "=default", "crm.deals.stage=stop", "crm.deals.stage=Default")) {
            assertThrows(IllegalArgumentException.class, () -> new TypedAnswers(List.of(typed)), typed);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new TypedAnswers(List.of("crm.deals.stage=default", "crm.deals.stage=map")));
        assertRefused("crm.deals.name=default", "crm.deals.stage");
        assertRefused("database=accept", "crm.deals.stage");
        assertRefused("crm.deals.stage=cast", "Choose default");
    }

    private static void assertRefused(String typed, String advice) {
        BackstayException refused = assertThrows(
                BackstayException.class, () -> new TypedAnswers(List.of(typed)).of(List.of(ADDED, RULES)), typed);
        assertTrue(refused.failure().advice().contains(advice), refused.failure()::advice);
    }
}
