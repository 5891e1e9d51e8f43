package io.backstay.act.connection.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.Connections;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.SelfManaged;
import io.backstay.base.AssetId;
import io.backstay.connect.s3.count.CountBook;
import io.backstay.estate.Asset;
import io.backstay.estate.Environment;
import io.backstay.lab.objects.LabStoreFixture;
import io.backstay.policy.Policies;
import io.backstay.policy.check.PolicyCheck;
import io.backstay.policy.facts.EstateFacts;
import io.backstay.policy.rules.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a bucket says of itself is what policies are checked against.
final class ObjectListingTest {
    private static final String POLICY = """
            format: backstay-policy/1
            id: files
            title: Files
            publisher: Somebody
            environments: [production]
            clauses:
              - id: all
                kind: checkable
                section: Files
                quotation: "Versions of files are kept for 30 days, encrypted and not public."
                sets:
                  - {rule: retention, assets: [object-store], keep: P30D, every: P1D}
                  - {rule: by, assets: [object-store], mechanism: versioning}
                  - {rule: by, assets: [object-store], mechanism: immutable}
                  - {rule: encryption, assets: [object-store]}
                  - {rule: isolation, assets: [object-store], from: [public]}
            """;

    @TempDir
    Path folder;

    @Test
    void whatExpiresTooSoonIsOpenOrKeepsNoVersionsIsABreach() throws Exception {
        try (LabStoreFixture lab = new LabStoreFixture(folder.resolve("store"))) {
            lab.put("accounts/1/a", "a");
            lab.setting("lifecycle", rule(7));
            assertEquals(
                    List.of(
                            "BREACH encryption none",
                            "BREACH means not there",
                            "BREACH retention 7 d",
                            "COMPLIANT isolation private",
                            "COMPLIANT means there"),
                    judged(lab));
            lab.setting("lifecycle", rule(30));
            lab.setting(
                    "encryption",
                    "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
                            + "<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
                            + "</ServerSideEncryptionConfiguration>");
            lab.setting("publicAccessBlock", "<PublicAccessBlockConfiguration/>");
            lab.setting("policyStatus", "<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>");
            List<String> open = judged(lab);
            assertTrue(open.contains("BREACH isolation public"), open::toString);
            assertTrue(open.contains("COMPLIANT encryption AES256"), open::toString);
            assertTrue(open.contains("UNKNOWN retention null"), open::toString);
            lab.setting("versioning", "<VersioningConfiguration/>");
            List<String> unkept = judged(lab);
            assertTrue(unkept.contains("BREACH retention 0 ms"), unkept::toString);
            assertEquals(
                    2, unkept.stream().filter("BREACH means not there"::equals).count());
        }
    }

    @Test
    void aSentenceSaysWhatEachOfItIs() throws Exception {
        try (LabStoreFixture lab = new LabStoreFixture(folder.resolve("store"))) {
            lab.setting("lifecycle", rule(7));
            Connections.Objects found = listing(lab).counts();
            assertEquals(List.of(), found.unread());
            assertTrue(found.protects().contains("Overwritten and deleted versions go after 7 d."), found::toString);
            assertTrue(found.protects().contains("Neither its policy nor an access list lets anybody in."));
            assertEquals(6, found.protects().size());
        }
    }

    private static String rule(int days) {
        return "<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/><NoncurrentVersionExpiration>"
                + "<NoncurrentDays>" + days + "</NoncurrentDays></NoncurrentVersionExpiration></Rule>"
                + "</LifecycleConfiguration>";
    }

    private static ObjectListing listing(LabStoreFixture lab) throws Exception {
        var settings = new ObjectSettings(
                "files",
                new ObjectSettings.Store("http://127.0.0.1:1", "practice-1", "practice-documents", null, null),
                "accounts/{tenant}/",
                null,
                new ObjectSettings.Credentials("r", "s", "w"));
        var server = new SelfManaged.Server("127.0.0.1", 5432, "crm");
        var connection = new Connection(
                "crm",
                new AssetId("db"),
                Environment.PRODUCTION,
                new SelfManaged(
                        server,
                        new SelfManaged.Folders("/b", "/a", null, null),
                        "/m",
                        new SelfManaged.Credentials("r", "s", "w", null),
                        settings));
        return ObjectListing.of(connection, settings, lab.store(), CountBook.passing(), lab.now());
    }

    private List<String> judged(LabStoreFixture lab) throws Exception {
        Asset asset = listing(lab).asset();
        Path policy = Files.writeString(folder.resolve("files.yaml"), POLICY);
        EstateFacts facts = new EstateFacts().add(asset);
        List<String> said = new ArrayList<>();
        for (Finding each :
                PolicyCheck.check(Policies.read(policy), facts, lab.now()).findings()) {
            said.add(each.status() + " " + each.rule() + " " + each.measured());
        }
        return said.stream().sorted().toList();
    }
}
