package io.backstay.ui.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.restore.verdict.Intake;
import io.backstay.ui.kit.entry.LocalMoment;
import io.backstay.ui.restore.IntakeForm.Field;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IntakeFormTest {
    private static final ZoneId MELBOURNE = ZoneId.of("Australia/Melbourne");

    private final IntakeForm form = new IntakeForm(InstantSource.fixed(Samples.NOW));

    @Test
    void whatACallSaysComesBackAsItWasSaid() {
        form.fill(Samples.intake());
        assertEquals(Samples.intake(), form.intake());
    }

    @Test
    void aMomentThatWasFilledInIsMeantExactlyUntilSomebodyTypesAnother() {
        Intake call = Samples.intake();
        Instant exact = call.about().plusNanos(587_810_000);
        form.fill(new Intake(
                call.database(),
                call.objects(),
                call.tenant(),
                call.dataset(),
                exact,
                call.uncertainty(),
                call.zone(),
                call.asker(),
                call.verifiedBy(),
                call.reportedAt()));
        assertEquals(exact, Objects.requireNonNull(form.intake()).about());
        form.text(Field.ABOUT).set("2026-03-13 17:59:59");
        assertEquals(
                LocalDateTime.parse("2026-03-13T17:59:59").atZone(call.zone()).toInstant(),
                Objects.requireNonNull(form.intake()).about());
    }

    @Test
    void aPolicyIsChosenOrThatOfTheCaseHolds() {
        form.offerPolicies(List.of("agentic-labs", "tax-agent-portal"));
        assertEquals(List.of(IntakeForm.CASES, "agentic-labs", "tax-agent-portal"), form.policies());
        assertNull(form.terms().policy(), "nobody chose");
        form.policyProperty().set("tax-agent-portal");
        assertEquals("tax-agent-portal", form.terms().policy());
        form.offerPolicies(List.of("agentic-labs"));
        assertNull(form.terms().policy(), "it is gone");
    }

    @Test
    void everyMissingAnswerIsNamedAndNothingIsAsked() {
        form.fill(Samples.intake());
        for (Field field : Field.values()) {
            if (field != Field.DATABASE) {
                String was = form.text(field).get();
                form.text(field).set("  ");
                assertTrue(form.problemsBinding().get().containsKey(field), field.name());
                assertNull(form.intake());
                form.text(field).set(was);
            }
        }
        form.databaseProperty().set(null);
        assertTrue(form.problemsBinding().get().containsKey(Field.DATABASE));
    }

    @Test
    void theMomentOfACallIsKeptExactlyUntilItIsTypedOver() {
        Intake call = Samples.intake();
        Instant exact = Instant.parse("2026-03-13T07:00:00.527809Z");
        form.fill(new Intake(
                call.database(),
                call.objects(),
                call.tenant(),
                call.dataset(),
                exact,
                call.uncertainty(),
                call.zone(),
                call.asker(),
                call.verifiedBy(),
                call.reportedAt()));
        assertEquals(exact, Objects.requireNonNull(form.intake()).about());
        form.text(Field.ABOUT).set("2026-03-13 18:05");
        assertEquals(
                at("2026-03-13T07:05:00Z"),
                new LocalMoment.At(Objects.requireNonNull(form.intake()).about()));
    }

    @Test
    void theClocksStartWithTheFirstWordThatIsTyped() {
        form.offer(Samples.assets());
        form.text(Field.ASKER).set("Priya Nair");
        Intake rest = Samples.intake();
        form.text(Field.TENANT_ID).set(rest.tenant().id().value());
        form.text(Field.TENANT_NAME).set(rest.tenant().name());
        form.text(Field.DATASET).set("Invoices");
        form.text(Field.ABOUT).set("2026-03-13T07:00:00Z");
        form.text(Field.VERIFIED_BY).set("called back");
        assertEquals(Samples.NOW, Objects.requireNonNull(form.intake()).reportedAt());
        assertEquals(Samples.DATABASE, Objects.requireNonNull(form.intake()).database());
    }

    @Test
    void aLocalMomentIsReadInTheCustomersZone() {
        assertEquals(at("2026-03-13T07:00:00Z"), LocalMoment.read("2026-03-13 18:00", MELBOURNE));
        assertEquals(at("2026-03-13T07:00:09Z"), LocalMoment.read("2026-03-13T18:00:09", MELBOURNE));
        assertEquals(at("2026-03-13T16:00:00Z"), LocalMoment.read("2026-03-13 18:00+02:00", MELBOURNE));
    }

    @Test
    void anHourThatCameTwiceIsAskedBack() {
        var wrong = (LocalMoment.Wrong) LocalMoment.read("2026-04-05 02:30", MELBOURNE);
        assertTrue(wrong.sentence().contains("2026-04-05T02:30+11:00"), wrong.sentence());
        assertTrue(wrong.sentence().contains("2026-04-05T02:30+10:00"), wrong.sentence());
        Instant second = Instant.parse("2026-04-04T16:30:00Z");
        assertEquals(new LocalMoment.At(second), LocalMoment.read(LocalMoment.print(second, MELBOURNE), MELBOURNE));
    }

    @Test
    void anHourThatNeverWasIsRefused() {
        assertTrue(LocalMoment.read("2026-10-04 02:30", MELBOURNE) instanceof LocalMoment.Wrong);
        assertTrue(LocalMoment.read("Friday evening", MELBOURNE) instanceof LocalMoment.Wrong);
    }

    private static LocalMoment at(String instant) {
        return new LocalMoment.At(Instant.parse(instant));
    }
}
