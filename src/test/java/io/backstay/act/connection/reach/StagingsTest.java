package io.backstay.act.connection.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.AwsScratch;
import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.transport.Stores;
import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import io.backstay.base.DiskStorage;
import io.backstay.base.Failure;
import io.backstay.estate.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which connections are offered as makers of scratch databases.
final class StagingsTest {
    private static final AssetId CRM = new AssetId("arn:aws:rds:eu-central-1:123456789012:db:crm");

    @TempDir
    Path home;

    @Test
    void stagingServersOfTheDatabaseAndAccountsThatMakeServersAreOffered() throws Exception {
        Files.copy(Path.of("src/test/resources/vectors/connections/staging.json"), home.resolve("connections.json"));
        ConnectionBook book = new ConnectionBook(home, new DiskStorage());
        AwsScratch scratch = new AwsScratch(
                "AWS, restore",
                "AWS copies",
                "eu-central-1",
                "db",
                List.of("sg-0123456789abcdef0"),
                "params",
                null,
                null,
                null);
        book.change(all -> {
            all.add(account("watched-only", null));
            all.add(account("makes-servers", scratch));
        });
        ConnectionSites sites = sites(book);
        assertEquals(List.of("crm-friday", "makes-servers"), sites.stagings(CRM));
        assertEquals(
                List.of("makes-servers"),
                sites.stagings(new AssetId("arn:aws:rds:eu-central-1:123456789012:db:shop")),
                "the staging server holds data of another database");
        assertEquals(List.of(), sites.stagings(new AssetId("crm-db")));
    }

    /// Nor does a database's own store, which is what the other refusals of buckets send a person to.
    @Test
    void bucketsAreToldThatTheyMakeNoServersAndSentToAFolder() throws Exception {
        ConnectionBook book = new ConnectionBook(home, new DiskStorage());
        S3Buckets buckets = new S3Buckets("https://s3.example", "eu-1", null, null, null, "Files, list");
        book.change(all -> all.add(new Connection("files", new AssetId("files"), Environment.PRODUCTION, buckets)));
        Failure refused = assertThrows(
                        BackstayException.class, () -> sites(book).servers("files"))
                .failure();
        assertEquals("The connection files leads to buckets, and is no account that makes servers.", refused.message());
        assertEquals("Leave --asset away, and name a folder with --to.", refused.advice());
    }

    private static Connection account(String name, @Nullable AwsScratch scratch) {
        AwsAccount account = new AwsAccount(List.of("eu-central-1"), "AWS, read", null, null, null, scratch);
        return new Connection(name, new AssetId(name), Environment.PRODUCTION, account);
    }

    /// Offering borrows nothing and reaches nothing.
    private static ConnectionSites sites(ConnectionBook book) {
        return new ConnectionSites(
                book,
                () -> {
                    throw new AssertionError("a credential was asked for");
                },
                () -> {
                    throw new AssertionError("programs were asked for");
                },
                new Stores(new Random(1), InstantSource.system(), (_, _) -> {
                    throw new AssertionError("something was changed");
                }),
                () -> {
                    throw new AssertionError("somebody planned");
                });
    }
}
