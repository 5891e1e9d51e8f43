package io.backstay.policy.rules;

import io.backstay.base.Counts;
import io.backstay.policy.promise.Target;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether live data and every usable point are encrypted at rest, with the promised algorithm where one is promised.
final class EncryptionRule {
    private static final String RULE = "encryption";
    private static final Set<String> OFF = Set.of("none", "no", "off", "false", "disabled", "unencrypted");

    /// Providers' words for encryption that is AES-256.
    private static final String AES_256 = "AES256";

    private static final Set<String> ALSO_AES_256 = Set.of("AWSKMS", "AWSKMSDSSE", "SSES3", "SSEKMS", "SSEC");

    private EncryptionRule() {}

    static Finding judge(Subject subject, Target.Encryption promise) {
        String algorithm = promise.algorithm();
        String target = algorithm == null ? "encrypted at rest" : algorithm + " at rest";
        String live = subject.asset().encryption();
        Map<@Nullable String, Integer> points = subject.points().encryptions(subject.at());
        int open = count(points, Judgement.OPEN, algorithm);
        if (judge(live, algorithm) == Judgement.OPEN || open > 0) {
            return subject.breach(
                    RULE,
                    target,
                    open > 0 ? Counts.of(open, "point") + " not encrypted so" : live,
                    (open > 0
                                    ? Counts.of(open, "usable recovery point") + (open == 1 ? " is" : " are")
                                    : "The live data is")
                            + " not encrypted as promised (" + target + "): turn encryption on and take a new backup.");
        }
        if (live == null || judge(live, algorithm) == Judgement.UNCLEAR) {
            return subject.unknown(
                    RULE, target, "How the live data is encrypted is not known: have the provider's setting observed.");
        }
        int unclear = count(points, Judgement.UNCLEAR, algorithm);
        if (unclear > 0) {
            return subject.unknown(
                    RULE,
                    target,
                    Counts.of(unclear, "usable recovery point") + (unclear == 1 ? " does" : " do")
                            + " not say how the data is encrypted: have the provider's setting observed.");
        }
        return subject.compliant(
                RULE, target, live, "Live data and all usable recovery points are encrypted as promised.");
    }

    private static int count(Map<@Nullable String, Integer> points, Judgement wanted, @Nullable String algorithm) {
        int count = 0;
        for (var entry : points.entrySet()) {
            if (judge(entry.getKey(), algorithm) == wanted) {
                count += entry.getValue();
            }
        }
        return count;
    }

    private static Judgement judge(@Nullable String encryption, @Nullable String algorithm) {
        if (encryption == null || encryption.isBlank()) {
            return Judgement.UNCLEAR;
        }
        if (OFF.contains(encryption.strip().toLowerCase(Locale.ROOT))) {
            return Judgement.OPEN;
        }
        if (algorithm == null) {
            return Judgement.KEPT;
        }
        String wanted = plain(algorithm);
        String found = plain(encryption);
        if (found.startsWith(wanted) || (wanted.equals(AES_256) && ALSO_AES_256.contains(found))) {
            return Judgement.KEPT;
        }
        // Another named algorithm breaks the promise; a word such as "enabled" leaves it open which one it is.
        return found.matches("(AES|DES|3DES|RC|CHACHA).*") ? Judgement.OPEN : Judgement.UNCLEAR;
    }

    private static String plain(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private enum Judgement {
        KEPT,
        OPEN,
        UNCLEAR
    }
}
