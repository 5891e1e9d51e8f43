package io.backstay.connect.postgres.tenant.draft;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What names usually mean. A guess about a schema that nobody here has seen: it only suggests, and a person
/// decides.
final class Nouns {
    private static final Set<String> TENANTS = Set.of(
            "tenant",
            "firm",
            "account",
            "organization",
            "organisation",
            "org",
            "company",
            "customer",
            "workspace",
            "team",
            "client",
            "site",
            "shop",
            "store",
            "practice");
    private static final Set<String> PERSONAL = Set.of(
            "email",
            "mail",
            "phone",
            "mobile",
            "fax",
            "firstname",
            "lastname",
            "surname",
            "forename",
            "fullname",
            "birth",
            "birthday",
            "dob",
            "ssn",
            "iban",
            "passport",
            "address",
            "street",
            "postcode",
            "zip",
            "ip");
    private static final Set<String> TOUCHED =
            Set.of("updated_at", "modified_at", "last_modified", "updated_on", "modified", "touched_at", "changed_at");
    private static final Set<String> HELD = Set.of(
            "session", "token", "job", "outbox", "queue", "reset", "invite", "invitation", "otp", "nonce", "lock");

    private Nouns() {}

    /// `firms` and `Firm` are `firm`, `companies` is `company`.
    static String singular(String name) {
        String low = name.toLowerCase(Locale.ROOT);
        if (low.endsWith("ies") && low.length() > "ties".length()) {
            return low.substring(0, low.length() - "ies".length()) + "y";
        }
        if (low.endsWith("sses") || low.endsWith("xes") || low.endsWith("ches")) {
            return low.substring(0, low.length() - "es".length());
        }
        return low.endsWith("s") && !low.endsWith("ss") ? low.substring(0, low.length() - 1) : low;
    }

    static boolean mayBeTenant(String table) {
        return TENANTS.contains(singular(table));
    }

    static boolean mayBePersonal(String column) {
        List<String> parts = parts(column);
        return parts.stream().anyMatch(PERSONAL::contains)
                || PERSONAL.contains(String.join("", parts))
                || (parts.contains("name")
                        && parts.stream().anyMatch(Set.of("full", "first", "last", "family")::contains));
    }

    static boolean mayTouchItself(String column) {
        return TOUCHED.contains(column.toLowerCase(Locale.ROOT));
    }

    static boolean mayHaveToStayAway(String table) {
        return parts(table).stream().map(Nouns::singular).anyMatch(HELD::contains);
    }

    private static List<String> parts(String name) {
        return List.of(name.toLowerCase(Locale.ROOT).split("_"));
    }
}
