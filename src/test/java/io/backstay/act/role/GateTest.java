package io.backstay.act.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.Drills;
import io.backstay.act.LocalDesk;
import io.backstay.act.drill.DrillOptions;
import io.backstay.act.record.Records;
import io.backstay.audit.AuditEntry;
import io.backstay.audit.AuditLog;
import io.backstay.audit.Deed;
import io.backstay.audit.Who;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GateTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T03:00:00Z"));
    private static final Gate.Book UNTOUCHED = () -> {
        throw new AssertionError("nothing is refused, so the record stays closed");
    };

    private static final Deed DEED = Deed.of("drill.run", "deletion");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Permission.class)
    void aRoleThatMayPassesAndEveryOtherIsRefusedInTheRecord(Permission permission) throws BackstayException {
        for (Role role : Role.values()) {
            if (permission.allows(role)) {
                new Gate(role, UNTOUCHED).require(permission, DEED);
            } else {
                Path file = folder.resolve(role + ".db");
                Deed deed = Deed.of(permission.acts().getFirst(), "target").inCase("INC-0001");
                try (AuditLog audit = open(file, role)) {
                    Gate gate = new Gate(role, () -> audit);
                    BackstayException refusal =
                            assertThrows(BackstayException.class, () -> gate.require(permission, deed));
                    assertInstanceOf(Failure.Refused.class, refusal.failure());
                    AuditEntry last = audit.entries("INC-0001").getLast();
                    assertEquals(AuditEntry.Outcome.REFUSED, last.outcome());
                    assertEquals(permission.acts().getFirst(), last.act());
                    assertEquals("target", last.target());
                    assertEquals(role.word(), last.role());
                    assertEquals(permission.word(), last.detail().get("permission"));
                    assertEquals(List.of(), audit.unfinished());
                }
            }
        }
    }

    @Test
    void aRefusalSaysWhatIsNotAllowedAndWhoMayDoIt() throws BackstayException {
        try (AuditLog audit = open(folder.resolve("audit.db"), Role.VIEWER)) {
            Gate gate = new Gate(Role.VIEWER, () -> audit);
            var drill = assertThrows(BackstayException.class, () -> gate.require(Permission.DRILL, DEED));
            assertEquals(
                    "Backstay refused: the role viewer may not run a drill.",
                    drill.failure().message());
            assertEquals(
                    "Ask somebody who is responder, approver or administrator to do it.",
                    drill.failure().advice());
            var secret = assertThrows(BackstayException.class, () -> gate.require(Permission.REVEAL_SECRET, DEED));
            assertEquals(
                    "Ask somebody who is administrator to do it.",
                    secret.failure().advice());
        }
    }

    @Test
    void aRecordThatCannotBeWrittenLetsNobodyThrough() {
        var broken = new BackstayException(new Failure.Unwritable("audit.db", "permission denied"));
        Gate gate = new Gate(Role.VIEWER, () -> {
            throw broken;
        });
        var refusal = assertThrows(BackstayException.class, () -> gate.require(Permission.DRILL, DEED));
        assertInstanceOf(Failure.Refused.class, refusal.failure());
        assertTrue(refusal.failure().message().contains("could not be recorded"));
        assertEquals(broken, refusal.getCause());
    }

    @Test
    void aViewerNeverApprovesAloneAndAResponderMay() {
        assertFalse(Permission.APPROVE_ALONE.allows(Role.VIEWER));
        assertTrue(Permission.APPROVE_ALONE.allows(Role.RESPONDER));
        assertFalse(Permission.APPROVE.allows(Role.RESPONDER));
    }

    @Test
    void aViewersDrillIsRefusedBeforeItTouchesAnything() throws IOException, BackstayException {
        DeskHome home = viewer();
        try (LocalDesk desk = home.open()) {
            Drills drills = desk.drills();
            Path out = folder.resolve("out");
            DrillOptions options = new DrillOptions(DrillOptions.Scenario.DELETION, DrillOptions.Size.SMALL, 1);
            var refusal = assertThrows(
                    BackstayException.class, () -> drills.run(options, out, Drills.Camera.NONE, Progress.NONE));
            assertInstanceOf(Failure.Refused.class, refusal.failure());
            assertFalse(Files.exists(out));
            try (Stream<Path> made = Files.list(folder.resolve("lab"))) {
                // The programs that all tests share, behind a link.
                assertEquals(
                        List.of("programs"),
                        made.map(each -> String.valueOf(each.getFileName())).toList());
            }
            assertEquals("drill.run", refused(desk).act());
        }
    }

    @Test
    void aViewersExportIsRefusedAndAResponderMayExport() throws IOException, BackstayException {
        DeskHome home = viewer();
        Path out = folder.resolve("estate.json");
        try (LocalDesk desk = home.open()) {
            var refusal = assertThrows(BackstayException.class, () -> desk.exportManifest(out));
            assertInstanceOf(Failure.Refused.class, refusal.failure());
            assertFalse(Files.exists(out));
            assertEquals("manifest.export", refused(desk).act());
            assertEquals("estate.json", refused(desk).target());
        }
        write(home, "responder");
        try (LocalDesk desk = home.open()) {
            desk.exportManifest(out);
            assertTrue(Files.exists(out));
        }
    }

    @Test
    void judgingFilesAsksForNoRoleAndOpensNoState() throws IOException, BackstayException {
        DeskHome home = new DeskHome(folder);
        Path manifest = folder.resolve("estate.json");
        try (LocalDesk desk = home.open()) {
            desk.exportManifest(manifest);
        }
        DeskHome other = new DeskHome(Files.createDirectory(folder.resolve("other")));
        write(other, "nobody knows this role");
        try (LocalDesk desk = other.open()) {
            desk.checkManifests("agentic-labs", List.of(manifest), null);
        }
        try (Stream<Path> state = Files.list(other.home())) {
            assertEquals(List.of(other.home().resolve(Roles.FILE)), state.toList());
        }
    }

    private static AuditLog open(Path file, Role role) throws BackstayException {
        return AuditLog.open(file, CLOCK, new Who("jonas", role.word(), "test"), new SplittableRandom(1));
    }

    private DeskHome viewer() throws IOException {
        DeskHome home = new DeskHome(folder);
        write(home, "viewer");
        return home;
    }

    private static void write(DeskHome home, String role) throws IOException {
        Files.createDirectories(home.home());
        Files.writeString(
                home.home().resolve(Roles.FILE),
                "{\"format\": \"backstay-roles/1\", \"people\": {\"jonas\": \"" + role
                        + "\"}, \"others\": \"viewer\"}");
    }

    private static Records.Entry refused(LocalDesk desk) throws BackstayException {
        Records.Entry last = desk.records().newest(Records.Filter.ALL, 10).getLast();
        assertEquals("refused", last.outcome());
        return last;
    }
}
