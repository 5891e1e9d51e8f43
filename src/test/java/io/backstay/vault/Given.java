package io.backstay.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.Storage;
import io.backstay.seal.Argon2id;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Vaults, credentials and secrets for tests, all from a seed.
final class Given {
    static final Path FOLDER = Path.of("/vaults");
    static final Path FILE = FOLDER.resolve("vault.bsvault");
    static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);
    static final Argon2id.Parameters FLOOR = Argon2id.Parameters.FLOOR_CREATED;

    /// Stands in every secret field, so that a leak of any can be found.
    static final String CANARY = "canary-7f3a91";

    private static final List<EntryKind> KINDS = List.of(EntryKind.values());

    private Given() {}

    static VaultFile file(Storage storage, long seed) {
        return file(storage, seed, new StandIn());
    }

    static VaultFile file(Storage storage, long seed, Derivation derivation) {
        return new VaultFile(FILE, storage, new Random(seed), CLOCK, derivation);
    }

    static Secret secret(String text) throws BackstayException {
        return Secret.ofChars(text.toCharArray());
    }

    /// A new vault, open, that this passphrase opens.
    static Vault vault(VaultFile file, String passphrase) throws BackstayException {
        try (Secret secret = secret(passphrase);
                VaultDraft draft = file.create(secret, FLOOR)) {
            return draft.write();
        }
    }

    static Vault open(VaultFile file, String passphrase) throws BackstayException {
        try (Secret secret = secret(passphrase)) {
            return file.open(secret, VaultFile.ANY_GENERATION);
        }
    }

    static void rekey(Vault vault, String next) throws BackstayException {
        try (Secret secret = secret(next);
                VaultDraft draft = vault.rekey(secret, FLOOR)) {
            draft.write();
        }
    }

    static Entry add(Vault vault, String name, RandomGenerator random) throws BackstayException {
        EntryKind kind = KINDS.get(random.nextInt(KINDS.size()));
        String tenant = random.nextBoolean() ? "firm-" + random.nextInt(9) : null;
        Integer days = random.nextBoolean() ? 1 + random.nextInt(365) : null;
        var label = new EntryLabel(kind, Purpose.READ, name, "account-" + random.nextInt(9), tenant, days);
        try (Credential credential = credential(kind, random, 1 + random.nextInt(60))) {
            return vault.add(label, credential);
        }
    }

    /// Every secret field holds the canary and as many random characters.
    static Credential credential(EntryKind kind, RandomGenerator random, int characters) throws BackstayException {
        Map<String, Secret> fields = new LinkedHashMap<>();
        for (EntryKind.Field field : kind.fields()) {
            if (field.required() || random.nextBoolean()) {
                fields.put(field.name(), secret(value(field, characters, random)));
            }
        }
        return Credential.of(kind, fields);
    }

    private static String value(EntryKind.Field field, int characters, RandomGenerator random) {
        if (field.secret()) {
            return CANARY + text(characters, random);
        }
        return switch (field.name()) {
            case "host" -> "db" + random.nextInt(100) + ".example";
            case "port" -> String.valueOf(1 + random.nextInt(65_535));
            case "tlsMode" -> "verify-full";
            case "region" -> "eu-central-" + random.nextInt(9);
            case "roleArn" -> "arn:aws:iam::123456789012:role/reader";
            case "endpoint", "tokenEndpoint" -> "https://api.example/" + random.nextInt(99);
            default -> text(characters, random);
        };
    }

    static String text(int characters, RandomGenerator random) {
        var text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            text.append((char) ('!' + random.nextInt(90)));
        }
        return text.toString();
    }

    /// All that a vault holds, by name and field.
    static Map<String, String> contents(Vault vault) throws BackstayException {
        Map<String, String> all = new TreeMap<>();
        for (Entry entry : vault.entries()) {
            vault.<Boolean, BackstayException>lend(entry.id(), credential -> {
                for (EntryKind.Field field : credential.kind().fields()) {
                    if (credential.has(field.name())) {
                        String value = credential
                                .secret(field.name())
                                .lendBytes(bytes -> new String(bytes, StandardCharsets.UTF_8));
                        all.put(entry.name() + "/" + field.name(), value);
                    }
                }
                return true;
            });
        }
        return all;
    }
}
