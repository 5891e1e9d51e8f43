package io.backstay.act.connection.form;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.AwsScratch;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.Provider;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.SelfManaged;
import io.backstay.base.AssetId;
import io.backstay.connect.aws.api.AwsRegion;
import io.backstay.connect.aws.scratch.Placing;
import io.backstay.restore.environment.FileRows;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of single fields. Each asks the record that will hold the answer, with good neighbours beside it, so
/// that the form, the terminal and the file refuse the same.
final class Checks {
    private static final int PORT = 5432;
    private static final String REGION = "eu-central-1";
    private static final String GROUP = "group";
    private static final List<String> SECURITY = List.of("sg-01234567");
    private static final ObjectSettings.Store STORE = storeOf("https://s3.example", REGION, "bucket", null);

    private Checks() {}

    static void name(String typed) {
        Connection.requireName(typed);
    }

    static void policy(String typed) {
        Connection.requirePolicy(typed);
    }

    static void host(String typed) {
        new SelfManaged.Server(typed, PORT, "database");
    }

    static void port(String typed) {
        asPort(typed);
    }

    static int asPort(String typed) {
        int port = typed.matches("[0-9]{1,5}") ? Integer.parseInt(typed) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port is a number from 1 to 65535");
        }
        return port;
    }

    static void database(String typed) {
        new SelfManaged.Server("host", PORT, typed);
    }

    static void path(String typed) {
        SelfManaged.absolute("file or folder", typed);
    }

    static void programs(String typed) {
        List<String> folders = Draft.lines(typed);
        folders.forEach(ProgramFolders::check);
        ProgramFolders.of(folders);
    }

    static void asset(String typed) {
        new AssetId(typed);
    }

    static void store(String typed) {
        storeOf(typed, REGION, "bucket", null);
    }

    static void region(String typed) {
        storeOf("https://s3.example", typed, "bucket", null);
    }

    static void bucket(String typed) {
        storeOf("https://s3.example", REGION, typed, null);
    }

    static void buckets(String typed) {
        new S3Buckets("https://s3.example", REGION, Draft.several(typed), null, null, "r");
    }

    static void owner(String typed) {
        storeOf("https://s3.example", REGION, "bucket", typed);
    }

    private static ObjectSettings.Store storeOf(String endpoint, String region, String bucket, @Nullable String owner) {
        return new ObjectSettings.Store(endpoint, region, bucket, owner, null);
    }

    static void prefix(String typed) {
        new ObjectSettings("files", STORE, typed, null, new ObjectSettings.Credentials("r", "s", "w"));
    }

    static void logPrefix(String typed) {
        new SelfManaged.Log(STORE, typed, "r");
    }

    static void rows(String typed) {
        FileRows.parse(typed);
    }

    static void moment(String typed) {
        asMoment(typed);
    }

    static Instant asMoment(String typed) {
        try {
            return ZonedDateTime.parse(typed).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "a moment has its offset or zone, such as 2026-11-20T17:30Z or 2026-11-20T18:30+01:00", e);
        }
    }

    static void regions(String typed) {
        new AwsAccount(Draft.several(typed), "r", null, null, null, null);
    }

    static void principals(String typed) {
        new AwsAccount(List.of(REGION), "r", null, null, Draft.several(typed), null);
    }

    static void awsRegion(String typed) {
        new AwsRegion(typed);
    }

    static void subnetGroup(String typed) {
        new Placing(new AwsRegion(REGION), typed, SECURITY, GROUP, null, null);
    }

    static void securityGroups(String typed) {
        new Placing(new AwsRegion(REGION), GROUP, Draft.several(typed), GROUP, null, null);
    }

    static void parameterGroup(String typed) {
        new Placing(new AwsRegion(REGION), GROUP, SECURITY, typed, null, null);
    }

    static void clusterParameterGroup(String typed) {
        new Placing(new AwsRegion(REGION), GROUP, SECURITY, GROUP, typed, null);
    }

    static void instanceClass(String typed) {
        new Placing(new AwsRegion(REGION), GROUP, SECURITY, GROUP, null, typed);
    }

    static void role(String typed) {
        new AwsScratch("r", "l", REGION, GROUP, SECURITY, GROUP, null, null, typed);
    }

    static void storage(String typed) {
        Draft.storage(typed, null);
    }

    static void standIn(String typed) {
        Provider.elsewhere("the provider", typed);
    }
}
