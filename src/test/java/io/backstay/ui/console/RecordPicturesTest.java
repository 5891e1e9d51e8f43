package io.backstay.ui.console;

import io.backstay.act.record.Records.Filter;
import io.backstay.act.record.Records.Verdict;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.shell.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state of the record of acts, and what protects this process, in the real window.
class RecordPicturesTest extends SafetyPictures {
    /// What a picture shows.
    enum Shot {
        RECORD,
        RECORD_ENTRY,
        RECORD_TAMPERED,
        RECORD_UNVERIFIABLE,
        RECORD_HAND_ON,
        RECORD_ODD,
        RECORD_NOTHING
    }

    @ParameterizedTest
    @EnumSource(Shot.class)
    void everyStateCanBeSeen(Shot shot) throws Exception {
        prepare(shot);
        open();
        show(shot);
        shoot(shot.name());
    }

    @Test
    void protectionsCanBeSeen() throws Exception {
        open();
        go(new Place.About());
        Fx.until(
                "they were looked at",
                () -> find("#protections") != null
                        && find("#protections").lookupAll(".bs-mark").size() > 2);
        shoot("PROTECTIONS");
    }

    private void prepare(Shot shot) {
        switch (shot) {
            case RECORD_TAMPERED ->
                records.finds(Verdict.TAMPERED, 13L, "backstay-ops", "The root is not the one that was signed.");
            case RECORD_UNVERIFIABLE ->
                records.finds(Verdict.UNVERIFIABLE, null, null, "No checkpoint of a key that counts was found.");
            case RECORD_HAND_ON -> records.leavesOut(2);
            case RECORD_ODD ->
                records.warns(
                        "entry 7, of 2026-11-20T11:00:00Z, is older than entry 6, of 2026-11-20T12:00:00Z",
                        "entry 9, of 2027-01-01T00:00:00Z, is ahead of the clock of this computer");
            case RECORD, RECORD_ENTRY, RECORD_NOTHING -> {}
        }
    }

    private void show(Shot shot) throws Exception {
        go(new Place.Acts(shot == Shot.RECORD_NOTHING ? new Filter("INC-0099", null, null, "") : null));
        listed("#record-entries", shot == Shot.RECORD_NOTHING);
        switch (shot) {
            case RECORD_ENTRY -> {
                press("#record-verify");
                until("#verdict-word");
                select("#record-entries", 4);
            }
            case RECORD_TAMPERED, RECORD_UNVERIFIABLE, RECORD_ODD -> {
                press("#record-verify");
                until("#verdict-word");
                Fx.until("it was judged", () -> !text("#verdict-word").equals("Checking"));
            }
            case RECORD_HAND_ON -> {
                press("#record-hand-on");
                type("#export-tenant", "firm-07");
                type("#export-file", "harrow-finch.jsonl");
                press("#export-write");
                Fx.until("it was written", () -> text("#export-said").contains("proofs, in"));
            }
            default -> {}
        }
    }
}
