package io.backstay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.base.BackstayException;
import io.backstay.codec.Value;
import io.backstay.connect.postgres.Folders;
import io.backstay.fixture.Processes;
import io.backstay.fixture.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Everything of the practice lab to a new place, from a terminal.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestoreEverythingTest {
    private final Path folder = TestPostgres.folder("backstay-everything-");
    private final Path labs = folder.resolve("labs");

    @AfterAll
    void removeAll() throws BackstayException {
        Folders.remove(folder);
    }

    @Test
    void everythingIsRestoredToANewPlaceAndNeverOverAnExistingOne() throws Exception {
        Path place = folder.resolve("new-place");
        Ran ran = run("restore", "run", "--scope", "environment", "--to", place.toString(), "--json");
        assertEquals(0, ran.code(), ran::toString);
        Value document = ran.document();
        assertEquals("environment", at(document, "scope").text());
        assertTrue(at(document, "verified").bool(), ran::toString);
        assertTrue(at(document, "rows").whole() > 0, ran::toString);
        assertTrue(Files.exists(place.resolve("data").resolve("PG_VERSION")), ran::toString);
        assertEquals(List.of(), Processes.under(folder));
        Path report = folder.resolve("home")
                .resolve("reports")
                .resolve(at(document, "id").text());
        for (String form : List.of("curve.svg", "curve.png")) {
            assertTrue(Files.size(report.resolve(form)) > 0, form);
        }
        assertTrue(Files.readString(report.resolve("report.md")).contains("## What could be gone back to"));

        // The folder is there now, and is refused before anything is started.
        Ran again = run("restore", "run", "--scope", "environment", "--to", place.toString());
        assertEquals(3, again.code(), again::toString);
        assertTrue(again.err().contains("new-place"), again.err());
    }

    private Ran run(String... words) {
        var spec = TestPostgres.lab(labs, 1);
        return Ran.line(
                _ -> new LocalDesk(
                        new LocalDesk.Place(folder.resolve("home"), spec, "tester", "session", Ran.VERSION),
                        DeskHome.means()),
                folder.resolve("defects"),
                words);
    }

    private static Value at(Value object, String key) {
        return Objects.requireNonNull(((Value.Members) object).values().get(key), key);
    }
}
