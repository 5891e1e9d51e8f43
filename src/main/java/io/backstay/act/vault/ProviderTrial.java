package io.backstay.act.vault;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.connect.Trial;
import io.backstay.connect.aws.AwsKeys;
import io.backstay.connect.digitalocean.DigitalOceanTokens;
import io.backstay.connect.gcp.ServiceAccounts;
import io.backstay.connect.http.CredentialQuestion;
import io.backstay.connect.http.HttpLimits;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import io.backstay.connect.neon.NeonKeys;
import io.backstay.connect.oauth.OauthClients;
import io.backstay.connect.supabase.SupabaseTokens;
import io.backstay.seal.Secret;
import io.backstay.seal.SecretSource;
import io.backstay.vault.entry.Credential;
import io.backstay.vault.entry.Entry;
import io.backstay.vault.entry.EntryKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Tries a credential of a provider by the cheapest question that proves it. Connections end with the trial.
final class ProviderTrial {
    /// A person waits for it, and what providers answer to such questions is small.
    private static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            ByteSize.ofMegabytes(2),
            2,
            Duration.ofSeconds(2));

    /// A shorter one could stand in any sentence by chance.
    private static final int TELLTALE_BYTES_MIN = 8;

    private static final int PORT_HTTPS = 443;
    private static final Trial UNKNOWN_PROVIDER = Trial.open(
            "It was not tried, because the entry does not say whose token it is. Store it again with the endpoint"
                    + " https://" + SupabaseTokens.HOST + ", https://" + DigitalOceanTokens.HOST + " or https://"
                    + NeonKeys.HOST
                    + "; tokens of other providers cannot be tried.");

    /// Only AWS itself says whose a key is; another store says whether a key may read one of its buckets.
    private static final Trial OWN_STORE = Trial.open("It was not tried, because it is for one object store alone and"
            + " the entry does not say which bucket. 'backstay connection test' tries it on a connection's.");

    private final Function<Reach, Way> ways;
    private final RandomGenerator random;
    private final InstantSource clock;

    /// @param ways how calls get out
    ProviderTrial(Function<Reach, Way> ways, RandomGenerator random, InstantSource clock) {
        this.ways = ways;
        this.random = random;
        this.clock = clock;
    }

    /// Tries it.
    ///
    /// @param credential a provider's; it stays the caller's
    Trial run(Entry entry, Credential credential) throws BackstayException, InterruptedException {
        // Only these name their host themselves, and it may well be in the company's own network.
        Reach reach = entry.kind() == EntryKind.OAUTH_CLIENT ? Reach.NETWORK : Reach.PUBLIC;
        try (var transport = new HttpTransport(LIMITS, Thread::sleep, random, ways.apply(reach))) {
            Trial trial = asked(new CredentialQuestion(transport, clock), entry, credential);
            return repeats(trial.sentence(), credential)
                    ? new Trial(trial.works(), "The answer repeats the secret, so it is not shown.")
                    : trial;
        }
    }

    private static Trial asked(CredentialQuestion question, Entry entry, Credential credential)
            throws BackstayException, InterruptedException {
        return switch (entry.kind()) {
            case AWS_ACCESS_KEY ->
                credential.has("endpoint") ? OWN_STORE : new AwsKeys(question).prove(credential, entry.account());
            case OAUTH_CLIENT -> new OauthClients(question).prove(credential);
            case SERVICE_ACCOUNT -> new ServiceAccounts(question).prove(credential);
            case API_TOKEN -> token(question, credential);
            case POSTGRES_LOGIN, SIGNING_KEY ->
                throw new IllegalArgumentException("no provider takes it: " + credential);
        };
    }

    /// A token goes nowhere but to the provider that its entry names.
    private static Trial token(CredentialQuestion question, Credential credential)
            throws BackstayException, InterruptedException {
        SecretSource source = SecretSource.of(credential.secret("token"));
        return switch (host(credential.text("endpoint"))) {
            case SupabaseTokens.HOST -> new SupabaseTokens(question).prove(source);
            case DigitalOceanTokens.HOST -> new DigitalOceanTokens(question).prove(source);
            case NeonKeys.HOST -> new NeonKeys(question).prove(source);
            default -> UNKNOWN_PROVIDER;
        };
    }

    /// The host of an address as the vault takes it, empty when it is not the usual way to one.
    private static String host(@Nullable String endpoint) {
        if (endpoint == null) {
            return "";
        }
        URI uri = URI.create(endpoint);
        boolean usual = "https".equalsIgnoreCase(uri.getScheme()) && (uri.getPort() < 0 || uri.getPort() == PORT_HTTPS);
        return usual ? String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) : "";
    }

    /// Whether a provider put a secret where we looked for a name.
    private static boolean repeats(String sentence, Credential credential) {
        for (EntryKind.Field field : credential.kind().fields()) {
            if (field.secret() && credential.has(field.name())) {
                Secret secret = credential.secret(field.name());
                if (secret.size() >= TELLTALE_BYTES_MIN && secret.lendBytes(bytes -> stands(bytes, sentence))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean stands(byte[] secret, String sentence) {
        byte[] text = sentence.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at + secret.length <= text.length; at++) {
            if (Arrays.equals(text, at, at + secret.length, secret, 0, secret.length)) {
                return true;
            }
        }
        return false;
    }
}
