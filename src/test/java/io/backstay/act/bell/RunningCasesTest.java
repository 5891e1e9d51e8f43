package io.backstay.act.bell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.act.incident.Incidents;
import io.backstay.incident.CaseState;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.message.MessageKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which clocks are heard once a case has ended, over a real state folder.
class RunningCasesTest {
    @TempDir
    Path folder;

    private static String opened(Incidents incidents) throws Exception {
        Instant long1 = Instant.now().minus(Duration.ofDays(2));
        return incidents.open(new CaseIntake(
                "Harrow",
                null,
                "invoices",
                long1,
                null,
                "UTC",
                null,
                null,
                null,
                1,
                "expansive",
                null,
                long1,
                null,
                List.of()));
    }

    private static List<String> rung(LocalDesk desk) throws Exception {
        return desk.bells().fresh().rings().stream()
                .map(ring -> ring.caseId() + " " + ring.bell().words())
                .sorted()
                .toList();
    }

    @Test
    void aCaseThatEndedIsHeardUntilItsServiceAnswersAndItsCustomerHears() throws Exception {
        try (LocalDesk desk = new DeskHome(folder).open()) {
            String restored = opened(desk.incidents());
            desk.incidents().aftermath().close(restored, CaseState.RESTORED, "By the provider");
            String lost = opened(desk.incidents());
            desk.incidents().aftermath().close(lost, CaseState.NOT_RESTORED, "No point was left");
            String told = opened(desk.incidents());
            desk.incidents().told(told, MessageKind.CLOSING, null);
            desk.incidents().aftermath().close(told, CaseState.NOT_RESTORED, "No point was left");
            assertEquals(
                    List.of(
                            restored + " The customer's update is overdue",
                            restored + " The time to recover is over",
                            lost + " The customer's update is overdue"),
                    rung(desk));
            assertEquals(List.of(), rung(desk), "each is heard once");
        }
    }
}
