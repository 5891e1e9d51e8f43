package io.backstay.vault.entry;

import io.backstay.seal.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the open fields of a credential may say, so that a slip shows when it is typed and not at night when it is
/// used.
///
/// No sentence repeats a value: a secret may have been pasted into the wrong field.
final class FieldRules {
    private static final int CHARACTERS_MAX = 2048;
    private static final int CERTIFICATE_CHARACTERS_MAX = 64 << 10;
    private static final int HOST_CHARACTERS_MAX = 253;
    private static final int PORT_MAX = 65_535;

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");
    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");
    private static final Set<String> TLS_MODES = Set.of("verify-full", "verify-ca", "require", "disable");

    private FieldRules() {}

    /// What is wrong with the open fields, null when nothing is.
    static @Nullable String problem(EntryKind kind, Map<String, Secret> fields) {
        for (EntryKind.Field field : kind.fields()) {
            String value = field.secret() ? null : text(fields, field.name());
            String problem = value == null ? null : problem(field.name(), value, fields);
            if (problem != null) {
                return "The " + field.name() + " of the " + kind.title() + " " + problem + ".";
            }
        }
        return null;
    }

    private static @Nullable String problem(String field, String value, Map<String, Secret> fields) {
        String form = form(field, value);
        if (form != null) {
            return form;
        }
        return switch (field) {
            case "host" -> isHost(value) ? null : "is no host name or address; leave out scheme, port and database";
            case "port" -> isPort(value) ? null : "is no number from 1 to " + PORT_MAX;
            case "tlsMode" -> tlsMode(value, text(fields, "host"));
            case "region" ->
                REGION.matcher(value).matches() ? null : "is no region's name, such as eu-central-1 in small letters";
            case "roleArn" ->
                ROLE_ARN.matcher(value).matches()
                        ? null
                        : "is no role's ARN, such as arn:aws:iam::123456789012:role/reader";
            case "tokenEndpoint", "endpoint" ->
                isEndpoint(value) ? null : "is no https address without user, password and fragment";
            default -> null;
        };
    }

    private static @Nullable String form(String field, String value) {
        boolean certificate = field.equals("ca");
        int max = certificate ? CERTIFICATE_CHARACTERS_MAX : CHARACTERS_MAX;
        if (value.length() > max) {
            return "has more than " + max + " characters";
        }
        if (!certificate && value.chars().anyMatch(Character::isISOControl)) {
            return "holds a line break or another control character";
        }
        return !certificate && !value.equals(value.strip()) ? "begins or ends with a space" : null;
    }

    private static @Nullable String tlsMode(String mode, @Nullable String host) {
        if (!TLS_MODES.contains(mode)) {
            return "is none of verify-full, verify-ca, require and disable";
        }
        boolean open = mode.equals("disable") && host != null && !isLoopback(host);
        return open ? "may be disable only for a server on this computer" : null;
    }

    private static boolean isHost(String value) {
        return value.length() <= HOST_CHARACTERS_MAX && HOST.matcher(value).matches();
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isPort(String value) {
        return value.matches("[1-9][0-9]{0,4}") && Integer.parseInt(value) <= PORT_MAX;
    }

    /// Plain `http` is for the practice servers on this computer.
    private static boolean isEndpoint(String value) {
        try {
            URI uri = new URI(value);
            String host = uri.getHost();
            return host != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() <= PORT_MAX
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(host)));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static @Nullable String text(Map<String, Secret> fields, String field) {
        Secret value = fields.get(field);
        return value == null ? null : value.lendChars(String::new);
    }
}
