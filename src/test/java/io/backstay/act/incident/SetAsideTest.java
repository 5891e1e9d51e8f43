package io.backstay.act.incident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.report.ReportSection;
import io.backstay.incident.report.Variant;
import io.backstay.policy.Policies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Words of a report that could not be saved are kept beside the case when the process ends.
final class SetAsideTest {
    private static final List<ReportSection> TYPED = List.of(
            new ReportSection("summary", "What happened", "We lost {{rows-lost}} \u202E.\nA second line."),
            new ReportSection("next", "What you can do", "Wait."));

    @TempDir
    Path home;

    private Instant now = Instant.parse("2026-11-27T07:05:09.123Z");

    /// Nothing of a case or of the record can be opened any more.
    private ReportDesk desk() {
        var policies = new Policies(null, () -> now);
        IncidentDesk.Cases cases = () -> {
            throw gone();
        };
        IncidentDesk.Recording recording = () -> {
            throw gone();
        };
        ReportDesk.Acts acts = () -> {
            throw gone();
        };
        var probes = new Probes(
                home,
                (_, _) -> {
                    throw gone();
                },
                new Random(7));
        var incidents = new IncidentDesk(
                new IncidentDesk.Books(
                        cases,
                        () -> {
                            throw gone();
                        },
                        recording,
                        acts::open,
                        () -> {
                            throw gone();
                        }),
                policies,
                probes,
                "ada",
                () -> now);
        return new ReportDesk(
                new ReportDesk.Books(cases, acts, recording, (_, _, _) -> null, () -> null),
                home,
                "ada",
                policies,
                incidents,
                () -> now);
    }

    private static BackstayException gone() {
        return new BackstayException(new Failure.Corrupt("cases.db", "the disk is gone"));
    }

    @Test
    void whatWasTypedStandsInANewFileWithItsTitlesWordForWord() throws Exception {
        Path file = desk().setAside("INC-0031", Variant.CUSTOMER, TYPED);
        assertEquals(home.resolve("unsaved").resolve("INC-0031-customer-2026-11-27T07-05-09.123Z.md"), file);
        assertEquals(
                "## What happened\n\nWe lost {{rows-lost}} \u202E.\nA second line.\n\n## What you can do\n\nWait.\n",
                Files.readString(file));
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void whatWasSetAsideBeforeStaysAsItIs() throws Exception {
        Path first = desk().setAside("INC-0031", Variant.CUSTOMER, TYPED);
        byte[] before = Files.readAllBytes(first);
        Path other = desk().setAside("INC-0031", Variant.NDA, TYPED.subList(1, 2));
        now = now.plus(Duration.ofMillis(1));
        Path later = desk().setAside("INC-0031", Variant.CUSTOMER, TYPED.subList(0, 1));
        assertEquals(3, Set.of(first, other, later).size());
        assertArrayEquals(before, Files.readAllBytes(first));
        assertEquals("## What you can do\n\nWait.\n", Files.readString(other));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaidAndNothingHalfWrittenStays() throws Exception {
        Files.writeString(home.resolve("unsaved"), "a file where the folder should be");
        assertThrows(BackstayException.class, () -> desk().setAside("INC-0031", Variant.CUSTOMER, TYPED));
        try (var files = Files.list(home)) {
            assertEquals(List.of(home.resolve("unsaved")), files.toList());
        }
    }
}
