package io.backstay.act.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.BackstayException;
import io.backstay.estate.Environment;
import io.backstay.ui.shell.FakeFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertDeskTest {
    @TempDir
    Path home;

    private List<String> fresh(FakeFacts facts) throws Exception {
        return new AlertDesk(facts, home)
                .fresh().stream().map(Alerts.Alert::title).toList();
    }

    @Test
    void aFailedAndAMissedRunAreToldOnceAlsoAcrossRestarts() throws Exception {
        FakeFacts estate = FakeFacts.estate(Environment.PRODUCTION);
        assertEquals(List.of("A backup of ctizero-core failed", "Breach: rpo of daybook"), fresh(estate));
        assertEquals(List.of(), fresh(estate), "another desk, as after a restart, tells nothing twice");
    }

    @Test
    void whatWasMendedAndBreaksAgainIsToldAgain() throws Exception {
        FakeFacts estate = FakeFacts.estate(Environment.PRODUCTION);
        fresh(estate);
        new ToldBook(home).write(Set.of("rpo somebody 1 h"));
        assertEquals(2, fresh(estate).size());
        assertFalse(new ToldBook(home).read().contains("rpo somebody 1 h"), "what is gone is forgotten");
    }

    @Test
    void whatNobodyCanJudgeForAWhileIsNotToldAgainWhenItIsJudged() throws Exception {
        fresh(FakeFacts.estate(Environment.PRODUCTION));
        assertEquals(List.of(), fresh(FakeFacts.estate(Environment.PRODUCTION).unjudged("daybook")));
        assertEquals(List.of(), fresh(FakeFacts.estate(Environment.PRODUCTION)), "it was broken all the time");
    }

    @Test
    void practiceAndAnEmptyEstateTellNothingAndLeaveNoFile() throws Exception {
        assertEquals(List.of(), fresh(FakeFacts.estate(Environment.PRACTICE)));
        assertEquals(List.of(), fresh(FakeFacts.empty()));
        assertFalse(Files.exists(home.resolve("told.json")));
    }

    @Test
    void aDamagedMemoryIsRefusedWithItsPlace() throws Exception {
        Files.writeString(home.resolve("told.json"), "{\"format\": \"x\", \"told\": []}");
        var refused = assertThrows(BackstayException.class, () -> fresh(FakeFacts.estate(Environment.PRODUCTION)));
        assertTrue(
                refused.failure().message().contains("told.json"),
                refused.failure().message());
    }
}
