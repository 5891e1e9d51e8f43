package io.backstay.act.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.backstay.act.connection.Connection;
import io.backstay.act.connection.ConnectionBook;
import io.backstay.act.connection.S3Buckets;
import io.backstay.act.connection.reach.ConnectionSites;
import io.backstay.act.connection.transport.Stores;
import io.backstay.base.AssetId;
import io.backstay.base.DiskStorage;
import io.backstay.connect.http.Witness;
import io.backstay.estate.Environment;
import io.backstay.fixture.Secrets;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whose a bucket must be that is asked with a key of the vault. Nothing is reached.
final class OwnersTest extends WithVaultDesk {
    private static final String OWN = "123456789012";
    private static final String OTHER = "999999999999";
    private static final String AWS = "https://s3.eu-central-1.amazonaws.com";
    private static final String ROLE = "arn:aws:iam::210987654321:role/files";

    private @Nullable String owner(String endpoint, String account, @Nullable String role, @Nullable String typed)
            throws Exception {
        String name = endpoint + account + role;
        Map<String, Secret> fields = new HashMap<>();
        fields.put("accessKeyId", Secrets.of("AKIAIOSFODNN7EXAMPLE"));
        fields.put("secretAccessKey", Secrets.of("of this test only"));
        fields.put("endpoint", Secrets.of(endpoint));
        if (role != null) {
            fields.put("roleArn", Secrets.of(role));
        }
        if (desk.list().stream().noneMatch(each -> each.entry().name().equals(name))) {
            try (Credential credential = Credential.of(EntryKind.AWS_ACCESS_KEY, fields)) {
                desk.add(new Vaults.Draft(EntryKind.AWS_ACCESS_KEY, Purpose.READ, name, account, null, 90), credential);
            }
        }
        S3Buckets buckets = new S3Buckets(endpoint, "eu-central-1", null, typed, null, name);
        Connection connection = new Connection("files", new AssetId("files"), Environment.PRODUCTION, buckets);
        try (Stores stores = new Stores(new Random(1), InstantSource.system(), Witness.practice())) {
            return new ConnectionSites(
                            new ConnectionBook(home, new DiskStorage()),
                            desk::loans,
                            () -> {
                                throw new AssertionError("programs were asked for");
                            },
                            stores,
                            () -> "nobody")
                    .way(connection, buckets)
                    .store("archive")
                    .address()
                    .owner();
        }
    }

    @Test
    void aBucketOfAwsMustBeOfTheKeysAccountUnlessAnotherIsNamed() throws Exception {
        create();
        assertEquals(OWN, owner(AWS, OWN, null, null));
        assertEquals(OTHER, owner(AWS, OWN, null, OTHER), "who named another means it");
        assertEquals("210987654321", owner(AWS, OWN, ROLE, null), "a role acts for its own account");
        assertEquals(null, owner(AWS, "acme", null, null), "which it is, is not known");
        assertEquals(null, owner("https://s3.example.com", OWN, null, null), "other stores have no such accounts");
        assertEquals(null, owner("https://amazonaws.com.example.com", OWN, null, null));
    }
}
