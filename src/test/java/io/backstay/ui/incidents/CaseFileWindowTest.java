package io.backstay.ui.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.act.incident.Incidents;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.Allowed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A case goes from the window of one workstation into that of another, as a file and back again.
class CaseFileWindowTest {
    @TempDir
    Path folder;

    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);

    @Test
    void aSecondPersonOpensTheSameCaseFromAFileAndHandsItBack() throws Exception {
        Path file = folder.resolve("case.json");
        try (LocalDesk first = desk("first");
                LocalDesk second = desk("second")) {
            String id = first.incidents().open(intake());
            CaseModel here = model(first);
            here.show(id);
            here.note(Incidents.Note.DECISION, "Restore this night", "", () -> {});
            here.course().write(file);
            assertTrue(Files.size(file) > 0);

            var list = new IncidentsModel(second.cases(), second.incidents(), background);
            list.take(file);
            assertEquals(1, list.list().size(), list.searchedProperty()::get);
            String there = list.selectedProperty().get().id();
            assertTrue(
                    list.timeline().stream().anyMatch(each -> each.line().what().contains("Restore this night")));
            CaseModel beside = model(second);
            beside.show(there);
            assertNotNull(beside.knownProperty().get(), beside.problemProperty()::get);
            beside.note(Incidents.Note.NOTE, "Taken over", "", () -> {});
            beside.course().write(file);

            var back = new IncidentsModel(first.cases(), first.incidents(), background);
            back.take(file);
            assertEquals(1, back.list().size(), "it is the same case");
            assertTrue(
                    back.searchedProperty().get().startsWith(id + " was here already"), back.searchedProperty()::get);
            assertTrue(
                    back.timeline().stream().anyMatch(each -> each.line().what().contains("Taken over")));
        }
    }

    @Test
    void aFileThatIsNoCaseIsSaidToBeNone() throws Exception {
        Path file = Files.writeString(folder.resolve("no-case.json"), "{}");
        try (LocalDesk desk = desk("first")) {
            var list = new IncidentsModel(desk.cases(), desk.incidents(), background);
            list.take(file);
            assertFalse(list.searchedProperty().get().isEmpty());
            list.refresh();
            assertEquals(0, list.list().size());
        }
    }

    private LocalDesk desk(String name) throws Exception {
        return new DeskHome(Files.createDirectory(folder.resolve(name))).open();
    }

    private CaseModel model(LocalDesk desk) throws Exception {
        return new CaseModel(desk.incidents(), background, InstantSource.system(), new Allowed(desk.role()));
    }

    private static CaseIntake intake() {
        Instant now = Instant.now();
        return new CaseIntake(
                "Harrow & Finch",
                "1003",
                "invoices",
                now.minus(Duration.ofHours(3)),
                null,
                "UTC",
                "Priya Nair",
                "Called back",
                null,
                2,
                "agentic-labs",
                null,
                now,
                null,
                List.of());
    }
}
