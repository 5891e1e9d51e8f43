package io.backstay.policy.rules;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether data is encrypted on its way by a protocol that is no older than promised.
final class TransportRule {
    private static final String RULE = "encryption-in-transit";
    private static final Pattern TLS = Pattern.compile("tls\\s*v?(\\d+(?:\\.\\d+)?).*");

    private static final Set<String> UNENCRYPTED = Set.of("none", "plain", "unencrypted");

    private TransportRule() {}

    static Finding judge(Subject subject, String promised) {
        String target = promised + " or newer";
        String oldest = subject.asset().kept().transport();
        if (oldest == null) {
            return subject.unknown(
                    RULE,
                    target,
                    "Which protocols are taken on the way is not known: try to connect with an older one, and note the"
                            + " oldest that is taken.");
        }
        if (UNENCRYPTED.contains(oldest.strip().toLowerCase(Locale.ROOT))) {
            return subject.breach(
                    RULE,
                    target,
                    oldest,
                    "Data goes unencrypted on the way, promised is " + target + ": encrypt every connection.");
        }
        double want = version(promised);
        double have = version(oldest);
        if (want < 0 || have < 0) {
            return subject.unknown(
                    RULE,
                    target,
                    "'" + oldest + "' and '" + promised + "' cannot be compared: name both as 'TLS 1.2'.");
        }
        return have < want
                ? subject.breach(
                        RULE,
                        target,
                        oldest,
                        oldest + " is still taken, promised is " + target + ": refuse older ones.")
                : subject.compliant(RULE, target, oldest, "Nothing older than " + oldest + " is taken.");
    }

    private static double version(String protocol) {
        Matcher version = TLS.matcher(protocol.strip().toLowerCase(Locale.ROOT));
        return version.matches() ? Double.parseDouble(version.group(1)) : -1;
    }
}
