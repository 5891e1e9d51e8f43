package io.backstay.cli.connection;

import static io.backstay.cli.connection.StateCommands.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.catalogue.Catalogue;
import io.backstay.cli.connection.StateCommands.Answer;
import io.backstay.estate.Asset;
import io.backstay.estate.Circumstance;
import io.backstay.fixture.AwsCloud;
import io.backstay.fixture.AwsIam;
import io.backstay.fixture.AwsRds;
import io.backstay.fixture.StandIn;
import io.backstay.lab.objects.LabObjectServer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whether production could take away what lies in a bucket, beside a database and watched by itself: over stand-ins of
/// S3, IAM and STS at one address, written from their references and held against the official models; not AWS.
final class BucketRightsTest {
    private static final String APP = "arn:aws:iam::123456789012:role/app";

    private static void connect(StateCommands commands, String address) throws Exception {
        commands.makeEmptyVault();
        String at = "endpoint=" + address;
        commands.keep(
                "aws-access-key", "read", "AWS, read", "123456789012", AwsRds.SECRET, "accessKeyId=" + AwsRds.ID, at);
        for (String[] each : List.of(
                new String[] {"Files, read", "read"},
                new String[] {"Files, scratch", "restore-to-scratch"},
                new String[] {"Files, write", "write-to-live"})) {
            commands.keep("aws-access-key", each[1], each[0], "acme", "of this test only", "accessKeyId=FILES", at);
        }
        says(
                0,
                "Added crm",
                commands.run(
                        "connection",
                        "add",
                        "hosted",
                        "crm",
                        "--asset=crm-db",
                        "--host=127.0.0.1",
                        "--port=1",
                        "--database=crm",
                        "--reader=CRM, read",
                        "--writer=CRM, write",
                        "--store=" + address,
                        "--store-region=" + LabObjectServer.REGION,
                        "--store-bucket=crm-files",
                        "--store-prefix=accounts/{tenant}/",
                        "--store-reader=Files, read",
                        "--store-scratch=Files, scratch",
                        "--store-writer=Files, write"));
        says(
                0,
                "Added watched",
                commands.run(
                        "connection",
                        "add",
                        "s3",
                        "watched",
                        "--endpoint=" + address,
                        "--region=" + LabObjectServer.REGION,
                        "--bucket=plain",
                        "--key=Files, read"));
    }

    /// Two buckets with one object each, under the tenants' prefix.
    private static StandIn.Answer files(StandIn.Request asked) {
        var request = new StandIn.Request(
                asked.method(), asked.target().replace("/crm-files", "/plain"), asked.headers(), asked.body());
        return request.target().contains("&versions=")
                ? StandIn.Answer.xml(
                        200,
                        "<ListVersionsResult><Version><Key>accounts/1/a</Key><VersionId>1</VersionId>"
                                + "<IsLatest>true</IsLatest><LastModified>2026-11-20T12:00:00.000Z</LastModified>"
                                + "<ETag>\"e\"</ETag><Size>7</Size></Version><IsTruncated>false</IsTruncated>"
                                + "</ListVersionsResult>")
                : WatchedBucketsTest.store(request);
    }

    private static @Nullable Boolean deletable(StateCommands commands, String asset) throws Exception {
        try (Catalogue catalogue = Catalogue.open(commands.home().resolve("catalogue.db"))) {
            Asset found = catalogue.assets().stream()
                    .filter(each -> each.id().value().endsWith(asset))
                    .findFirst()
                    .orElseThrow();
            Boolean can = found.kept().productionCanDelete();
            for (Circumstance each : catalogue.circumstances(found.id())) {
                if (each.kind() == Circumstance.Kind.DELETABLE_BY_PRODUCTION && can != null) {
                    assertEquals(can ? Circumstance.ON : Circumstance.OFF, each.value(), each::toString);
                    assertEquals(can, each.sentence().contains(APP + " may s3:DeleteObjectVersion"), each::toString);
                }
            }
            return can;
        }
    }

    @Test
    void aSyncAsksWhetherProductionCouldTakeFilesAwayWhereAnAccountNamesProduction() throws Exception {
        AwsIam iam = new AwsIam().says("explicitDeny");
        AwsCloud cloud = AwsCloud.empty();
        try (StandIn standIn = new StandIn(request -> {
                    String signed = request.header("authorization");
                    return signed.contains("/s3/aws4_request")
                            ? files(request)
                            : signed.contains("/iam/aws4_request") ? iam.to(request) : cloud.to(request);
                });
                StateCommands commands = new StateCommands()) {
            connect(commands, standIn.address());
            commands.ask("sync", "crm");
            assertNull(deletable(commands, "crm-db-files"), "nobody said who production is");
            says(
                    0,
                    "Added",
                    commands.run(
                            "connection",
                            "add",
                            "aws",
                            "production",
                            "--key=AWS, read",
                            "--region=eu-central-1",
                            "--production-principal=" + APP,
                            "--endpoint=" + standIn.address()));
            for (String[] each : List.of(
                    new String[] {"crm", "crm-db-files", "crm-files"}, new String[] {"watched", "/plain", "plain"})) {
                iam.answers().says("explicitDeny").says("s3:DeleteObjectVersion", "explicitDeny");
                commands.ask("sync", each[0]);
                assertEquals(false, deletable(commands, each[1]));
                iam.says("s3:DeleteObjectVersion", "implicitDeny");
                commands.ask("sync", each[0]);
                assertNull(deletable(commands, each[1]), "the bucket's own policy may give it");
                iam.says("s3:DeleteObjectVersion", "allowed");
                Answer can = commands.ask("sync", each[0]);
                assertEquals(true, deletable(commands, each[1]), can::toString);
                iam.denies();
                Answer unknown = commands.ask("sync", each[0]);
                assertTrue(unknown.toString()
                        .replaceAll("\\s+", " ")
                        .contains("could take files of " + each[2] + " away is not known"));
                assertNull(deletable(commands, each[1]));
            }
            iam.answers();
            Answer all = commands.ask("sync");
            List<Integer> places = List.of(
                    all.out().indexOf("crm (crm-db):"),
                    all.out().indexOf("production: 0 assets"),
                    all.out().indexOf("watched: 1 asset"));
            assertEquals(places.stream().sorted().toList(), places, all::toString);
            assertTrue(places.getFirst() >= 0, all::toString);
            assertEquals(true, deletable(commands, "/plain"));
        }
    }
}
