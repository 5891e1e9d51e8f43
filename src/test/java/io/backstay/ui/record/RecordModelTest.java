package io.backstay.ui.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.record.Records.Entry;
import io.backstay.act.record.Records.Filter;
import io.backstay.act.record.Records.Verdict;
import io.backstay.act.role.Role;
import io.backstay.base.Failure;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.PaneState;
import io.backstay.ui.kit.guard.Allowed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordModelTest {
    private final FakeRecords records = new FakeRecords();
    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);
    private final RecordModel model = new RecordModel(records, background);

    @Test
    void theNewestEntryIsFirst() {
        model.open(null);
        assertEquals(PaneState.READY, model.stateProperty().get());
        assertEquals(records.all.reversed(), model.entries());
    }

    @Test
    void filtersNarrowTogetherAndCanBeClearedFromTheEmptyScreen() {
        model.open(new Filter("INC-0031", null, "R-0117", ""));
        assertEquals("INC-0031", model.caseProperty().get());
        assertTrue(model.entries().stream()
                .allMatch(entry -> "R-0117".equals(EntryWords.run(entry)) && "INC-0031".equals(entry.caseId())));
        assertFalse(model.entries().isEmpty());
        model.textProperty().set("nothing like this");
        assertInstanceOf(PaneState.Empty.class, model.stateProperty().get());
        model.act();
        assertEquals(records.all.size(), model.entries().size());
        assertEquals("", model.runProperty().get());
    }

    @Test
    void anOutcomeLeadsToItsIntentAndBack() {
        model.open(null);
        Entry outcome = model.entries().stream()
                .filter(entry -> entry.intent() != null)
                .findFirst()
                .orElseThrow();
        model.selectedProperty().set(outcome);
        model.goToPartner();
        Entry intent = Objects.requireNonNull(model.selectedProperty().get());
        assertEquals(outcome.intent(), intent.seq());
        assertFalse(model.isOpen(intent));
        model.goToPartner();
        assertEquals(outcome, model.selectedProperty().get());
        assertTrue(model.isOpen(model.entries().getFirst()), "the newest intent has no outcome yet");
    }

    @Test
    void followingShowsWhatComesAndKeepsTheChosenOne() {
        model.open(null);
        model.selectedProperty().set(model.entries().get(3));
        Entry chosen = model.selectedProperty().get();
        records.pair("sync.assets", "media", null, null, "done", Map.of());
        model.tick();
        assertEquals(records.all.size() - 2, model.entries().size(), "nobody follows");
        model.followingProperty().set(true);
        model.tick();
        assertEquals(records.all.reversed(), model.entries());
        assertEquals(chosen, model.selectedProperty().get());
    }

    @Test
    void aBrokenEntryIsGoneToAndNothingAfterItHolds() {
        records.finds(Verdict.TAMPERED, 13L, "backstay-ops", "The root is not the one that was signed.");
        model.open(new Filter(null, null, "R-0118", ""));
        model.verify();
        assertEquals(13, Objects.requireNonNull(model.selectedProperty().get()).seq(), "the filter gives way");
        assertEquals(RecordModel.Standing.BROKEN, model.standing(records.all.get(13)));
        assertEquals(RecordModel.Standing.AFTER_BROKEN, model.standing(records.all.get(14)));
        assertEquals(RecordModel.Standing.NOT_CHECKED, model.standing(records.all.get(12)));
        String said =
                VerdictCard.said(Objects.requireNonNull(model.checkProperty().get()));
        assertTrue(said.contains("not what it was: 13") && said.contains("2 entries after the last checkpoint"), said);
    }

    @Test
    void onlyWhatACheckpointCoversHolds() {
        model.open(null);
        assertEquals(RecordModel.Standing.NOT_CHECKED, model.standing(records.all.get(3)));
        model.verify();
        assertEquals(RecordModel.Standing.HOLDS, model.standing(records.all.get(23)));
        assertEquals(RecordModel.Standing.NOT_CHECKED, model.standing(records.all.get(24)));
        records.finds(Verdict.UNVERIFIABLE, null, null, "No key that counts signed it.");
        model.verify();
        assertEquals(RecordModel.Standing.NOT_CHECKED, model.standing(records.all.get(3)));
    }

    @Test
    void aRecordThatCannotBeReadIsSaidAndReadAgain() {
        records.fail(new Failure.Corrupt("audit.db", "its header is not SQLite's"));
        model.open(null);
        assertInstanceOf(PaneState.Failed.class, model.stateProperty().get());
        model.verify();
        assertNotNull(model.checkFailureProperty().get());
        assertNull(model.checkProperty().get());
        records.fail(null);
        model.act();
        assertEquals(PaneState.READY, model.stateProperty().get());
    }

    @Test
    void oneTenantIsHandedOnByARoleThatMay() {
        HandOnModel handOn = handOn(Role.APPROVER);
        handOn.write();
        assertEquals(List.of("export firm-07 to firm-07.jsonl"), records.calls);
        assertTrue(handOn.writtenProperty().get().startsWith("12 entries of firm-07"), handOn.writtenProperty()::get);
        records.leavesOut(2);
        handOn.write();
        assertFalse(handOn.isComplete());
        assertTrue(
                handOn.writtenProperty().get().startsWith("2 newer entries were left out"),
                handOn.writtenProperty()::get);
        handOn.tenantProperty().set("nobody");
        handOn.write();
        assertNotNull(handOn.failureProperty().get());
        HandOnModel responder = handOn(Role.RESPONDER);
        responder.write();
        assertEquals(2, records.calls.size());
        assertTrue(String.valueOf(responder.refusal()).contains("responder"));
    }

    private HandOnModel handOn(Role role) {
        var made = new HandOnModel(records, background, new Allowed(role));
        made.tenantProperty().set("firm-07");
        made.fileProperty().set("firm-07.jsonl");
        return made;
    }
}
