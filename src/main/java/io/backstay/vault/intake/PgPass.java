package io.backstay.vault.intake;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.EntryKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The password file of PostgreSQL: `host:port:database:user:password`, with a backslash before a colon or
/// backslash that belongs to a value (PostgreSQL manual, "The Password File").
///
/// A `*` stands for any host, port, database or user there; a credential is for one, so such a line is refused.
final class PgPass {
    private static final List<String> FIELDS = List.of("host", "port", "database", "user", "password");

    private final Harvest harvest;

    PgPass(Harvest harvest) {
        this.harvest = harvest;
    }

    static boolean isLogin(Line line) {
        return values(line.text()).size() >= FIELDS.size();
    }

    void read(List<Line> lines) throws BackstayException {
        for (Line line : lines) {
            List<Slice> values = values(line.text());
            String problem = problem(values);
            if (problem == null) {
                add(line, values);
            } else {
                harvest.problem("Line " + line.number() + " " + problem);
            }
        }
    }

    private static String wildcard(List<Slice> values) {
        return FIELDS.subList(0, FIELDS.size() - 1).stream()
                .filter(field -> isAny(values.get(FIELDS.indexOf(field))))
                .findFirst()
                .orElse("");
    }

    private static boolean isAny(Slice value) {
        return value.length() == 1 && value.at(0) == '*';
    }

    private static @Nullable String problem(List<Slice> values) {
        if (values.size() != FIELDS.size()) {
            return "has " + values.size() + " parts, not host:port:database:user:password; a colon inside a part is"
                    + " written with a backslash before it.";
        }
        String any = wildcard(values);
        return any.isEmpty() ? null : "leaves its " + any + " open (*); add that login by hand, for one server.";
    }

    private void add(Line line, List<Slice> values) throws BackstayException {
        Gathered fields = new Gathered();
        String[] open = new String[FIELDS.size()];
        for (int i = 0; i < FIELDS.size(); i++) {
            char[] plain = unescaped(values.get(i));
            if (!FIELDS.get(i).equals("password")) {
                open[i] = new String(plain);
            }
            fields.put(FIELDS.get(i), Secret.ofChars(plain));
        }
        String where = "line " + line.number();
        String name = open[3] + "@" + open[0] + "/" + open[2];
        harvest.add(
                EntryKind.POSTGRES_LOGIN,
                new Harvest.Label(line.number(), where, name, open[0] + ":" + open[1]),
                fields.handedOn());
    }

    /// The parts between colons that have no backslash before them.
    private static List<Slice> values(Slice line) {
        List<Slice> values = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.at(i) == '\\') {
                i++;
            } else if (line.at(i) == ':') {
                values.add(line.between(start, i));
                start = i + 1;
            }
        }
        values.add(line.from(start));
        return values;
    }

    private static char[] unescaped(Slice value) {
        char[] plain = new char[value.length()];
        int length = 0;
        for (int i = 0; i < value.length(); i++) {
            if (value.at(i) == '\\' && i + 1 < value.length()) {
                i++;
            }
            plain[length++] = value.at(i);
        }
        char[] exact = Arrays.copyOf(plain, length);
        Arrays.fill(plain, '\0');
        return exact;
    }
}
