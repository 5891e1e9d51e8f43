package io.backstay.manifest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.catalogue.Catalogue;
import io.backstay.catalogue.PointFilter;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Observation;
import io.backstay.estate.RestoreTest;
import io.backstay.fixture.Child;
import io.backstay.policy.Policies;
import io.backstay.policy.Policy;
import io.backstay.policy.check.CheckResult;
import io.backstay.policy.check.MadeEstate;
import io.backstay.policy.check.PolicyCheck;
import io.backstay.policy.facts.EstateFacts;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManifestsTest {
    private static final Instant NOW = MadeEstate.NOW;

    private static final String SMALL = """
            {"format":"backstay-manifest/1","exportedAt":"2026-11-23T01:00:00Z","estate":"Made","assets":[
            {"id":"db","kind":"database","pitr":{"earliest":"2026-11-01T00:00:00Z","latest":"2026-11-23T00:59:00Z"}}],
            "recoveryPoints":[{"id":"1","asset":"db","kind":"full","takenAt":"2026-11-22T22:00:00+01:00",
            "status":"available"}],
            "restoreTests":[{"asset":"db","kind":"full","at":"2026-11-20T00:00:00Z","outcome":"passed"}]}
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenAndReadAgainIsTheSame() throws Exception {
        Path first = folder.resolve("first.json");
        Path second = folder.resolve("second.json");
        try (Catalogue from = open("from");
                Catalogue to = open("to")) {
            fill(from, MadeEstate.healthy());
            AssetId db = from.assets().getFirst().id();
            var seen = new Observation("cloud", NOW);
            from.update(update -> {
                update.circumstance(
                        "north",
                        new Circumstance("db", db, Circumstance.Kind.DELETION_PROTECTION, "off", "It is off.", seen));
                update.circumstance(
                        "north",
                        new Circumstance("v1", null, Circumstance.Kind.VAULT_LOCK, "none", "It has none.", seen));
            });
            Manifests.write(first, from, "Made", NOW);
            assertEquals(new ManifestHeader(NOW, "Made"), Manifests.load(first, to));
            assertEquals(from.assets(), to.assets());
            assertEquals(from.restoreTests(), to.restoreTests());
            assertEquals(2, from.circumstances(null).size());
            assertEquals(from.circumstances(null), to.circumstances(null));
            assertEquals(from.points(PointFilter.ALL, null, 1_000), to.points(PointFilter.ALL, null, 1_000));
            assertEquals(40, to.count(PointFilter.ALL));
            Manifests.write(second, to, "Made", NOW);
        }
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }

    @Test
    void aManifestAndTheCatalogueGiveTheSameFindingsAtAnyInstant() throws Exception {
        Policy policy = new Policies(null, InstantSource.system()).get("agentic-labs");
        var made = List.of(
                MadeEstate.healthy(),
                MadeEstate.healthy().stoppedBefore(Duration.ofDays(3)),
                MadeEstate.young(),
                MadeEstate.unknown());
        for (int i = 0; i < made.size(); i++) {
            Path file = folder.resolve("estate-" + i + ".json");
            try (Catalogue catalogue = open("estate-" + i)) {
                fill(catalogue, made.get(i));
                Manifests.write(file, catalogue, "Made", NOW);
                for (int hours : List.of(-24 * 20, -1, 0, 48)) {
                    Instant at = NOW.plus(Duration.ofHours(hours));
                    CheckResult here = PolicyCheck.check(policy, EstateFacts.of(catalogue), at);
                    assertEquals(here, PolicyCheck.check(policy, Manifests.facts(List.of(file)), at));
                }
            }
        }
    }

    @Test
    void whatIsLeftOutIsTakenFromTheManifestOrStaysUnknown() throws Exception {
        try (Catalogue catalogue = open("small")) {
            Manifests.load(small(SMALL), catalogue);
            var asset = catalogue.assets().getFirst();
            assertEquals("db", asset.name());
            assertEquals("manifest small.json", asset.observation().source());
            assertEquals(NOW, asset.observation().observedAt());
            var point = catalogue.points(PointFilter.ALL, null, 1).getFirst();
            assertEquals(Instant.parse("2026-11-22T21:00:00Z"), point.takenAt());
        }
    }

    @Test
    void theHeaderMayStandAtTheEnd() throws Exception {
        String head = "\"format\":\"backstay-manifest/1\",\"exportedAt\":\"2026-11-23T01:00:00Z\",\"estate\":\"Made\",";
        String turned = SMALL.replace(head, "").stripTrailing();
        turned = turned.substring(0, turned.length() - 1) + "," + head.substring(0, head.length() - 1) + "}";
        assertEquals(new ManifestHeader(NOW, "Made"), Manifests.header(small(turned)));
        Manifests.facts(List.of(small(turned)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            backstay-manifest/1      | backstay-manifest/2    | at format: the format is not
            "estate":"Made",         | ~~                     | 'estate' is missing
            "exportedAt":"2026-11-23T01:00:00Z", | ~~         | 'exportedAt' is missing
            "format":"backstay-manifest/1", | ~~              | 'format' is missing
            "estate":"Made"          | "estate":"Made","x":1  | at x: unknown field
            "kind":"database"        | "kind":"db"            | at assets[0].kind: 'db' is not known
            "kind":"database"        | "kind":"database","z":1 | at assets[0].z: unknown field 'z'
            "earliest":"2026-11-01   | "earliest":"2027-11-01 | at assets[0].pitr: a window cannot end
            {"id":"1",               | {"id":"",              | at recoveryPoints[0].id: an id has 1 to 512
            "asset":"db","kind":"full","taken | "asset":"dx","kind":"full","taken | the asset 'dx' has recovery points
            "status":"available"     | "status":"ok"          | at recoveryPoints[0].status: 'ok' is not known
            "status":"available"     | "sizeBytes":5          | at recoveryPoints[0]: 'status' is missing
            "status":"available"     | "status":"available","sizeBytes":-5 | a size cannot be negative
            "outcome":"passed"       | "outcome":"ok"         | at restoreTests[0].outcome
            "kind":"full","at"       | "kind":"fuller","at"   | at restoreTests[0].kind
            "restoreTests":[         | "restoreTests":[7,     | at restoreTests[0]: expected an object
            "restoreTests":[{        | "restoreTests":{       | small.json, line
            "recoveryPoints"         | "assets"               | Duplicate
            """)
    void aMistakeInAManifestIsRefusedWithItsPlace(String from, String to, String expected) throws Exception {
        assertTrue(SMALL.contains(from), from);
        Path file = small(SMALL.replace(from, to));
        var e = assertThrows(BackstayException.class, () -> Manifests.facts(List.of(file)));
        assertTrue(e.failure().message().contains(expected), e.failure().message());
        try (Catalogue catalogue = open("refused")) {
            assertThrows(BackstayException.class, () -> Manifests.load(file, catalogue));
            assertEquals(List.of(), catalogue.assets());
        }
    }

    @Test
    void anAssetOfTwoManifestsIsRefused() throws Exception {
        Path file = small(SMALL);
        Path other = folder.resolve("other.json");
        Files.copy(file, other);
        var e = assertThrows(BackstayException.class, () -> Manifests.facts(List.of(file, other)));
        assertTrue(
                e.failure().message().contains("'db' is described twice"),
                e.failure().message());
    }

    /// The document is twice as large as the heap of the process that reads it.
    @Test
    void aManifestLargerThanTheHeapPassesThrough() throws Exception {
        int count = 40_000;
        Path file = folder.resolve("large.json");
        String account = "a".repeat(1_000);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(SMALL.substring(0, SMALL.indexOf("{\"id\":\"1\"")));
            for (int i = 0; i < count; i++) {
                out.write((i == 0 ? "" : ",\n") + "{\"id\":\"p" + i + "\",\"asset\":\"db\",\"kind\":\"snapshot\","
                        + "\"takenAt\":\"" + NOW.minusSeconds(i * 90L) + "\",\"status\":\"available\","
                        + "\"account\":\"" + account + "\"}");
            }
            out.write("]}");
        }
        assertTrue(Files.size(file) > 40_000_000);
        Path catalogue = folder.resolve("large.db");
        try (Child child =
                Child.start(ImportingChild.class, folder, 20, List.of(file.toString(), catalogue.toString()))) {
            child.begin();
            child.expect("40000 counted, 40000 points, of promised moments there are 30 of 30");
        }
    }

    private Path small(String text) throws Exception {
        Path file = folder.resolve("small.json");
        Files.writeString(file, text);
        return file;
    }

    private Catalogue open(String name) throws BackstayException {
        return Catalogue.open(folder.resolve(name + ".db"));
    }

    private static void fill(Catalogue catalogue, MadeEstate estate) throws BackstayException {
        catalogue.update(update -> {
            for (var asset : estate.assets()) {
                update.asset(asset);
            }
            for (var point : estate.points()) {
                update.point(point);
            }
            for (RestoreTest test : estate.tests()) {
                update.restoreTest(test);
            }
        });
    }
}
