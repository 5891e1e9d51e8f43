package io.backstay.vault.intake;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.EntryKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// An environment file: `KEY=value` lines, perhaps with `export` and quotes. Known are AWS's and PostgreSQL's
/// variables, addresses that begin with `postgres://`, and whatever ends in `_TOKEN` or `_API_KEY`; the rest is
/// passed over.
///
/// Nothing is expanded: a known variable that refers to another is refused.
final class EnvFile {
    private static final int KEY_CHARACTERS_MAX = 128;
    private static final String EXPORT = "export ";
    private static final Map<String, String> AWS = Map.of(
            "AWS_ACCESS_KEY_ID", "accessKeyId",
            "AWS_SECRET_ACCESS_KEY", "secretAccessKey",
            "AWS_SESSION_TOKEN", "sessionToken",
            "AWS_DEFAULT_REGION", "region",
            "AWS_REGION", "region",
            "AWS_ROLE_ARN", "roleArn");
    private static final Map<String, String> POSTGRES = Map.of(
            "PGHOST", "host",
            "PGPORT", "port",
            "PGDATABASE", "database",
            "PGUSER", "user",
            "PGPASSWORD", "password",
            "PGSSLMODE", "tlsMode");
    private static final Set<String> NO_API_TOKENS = Set.of("AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN");
    private static final String POSTGRES_PORT = "5432";

    private final Harvest harvest;
    private final Map<String, Integer> lineOf = new LinkedHashMap<>();
    private final Gathered aws = new Gathered();
    private final Gathered postgres = new Gathered();

    EnvFile(Harvest harvest) {
        this.harvest = harvest;
    }

    static boolean isSetting(Line line) {
        return equalsSign(body(line)) > 0;
    }

    void read(List<Line> lines) throws BackstayException {
        try {
            for (Line line : lines) {
                Slice body = body(line);
                int equals = equalsSign(body);
                if (equals < 0) {
                    harvest.problem("Line " + line.number() + " is no KEY=value.");
                } else {
                    setting(
                            line.number(),
                            body.between(0, equals).open(),
                            body.from(equals + 1).strip());
                }
            }
            awsKey();
            postgresLogin();
        } finally {
            aws.close();
            postgres.close();
        }
    }

    private static Slice body(Line line) {
        Slice text = line.text().strip();
        return text.startsWith(EXPORT) ? text.from(EXPORT.length()).strip() : text;
    }

    /// Where the sign stands that ends a variable's name; -1 when no name stands before it.
    private static int equalsSign(Slice body) {
        int equals = body.indexOf('=', 0);
        if (equals < 1 || equals > KEY_CHARACTERS_MAX) {
            return -1;
        }
        for (int i = 0; i < equals; i++) {
            char c = body.at(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
                return -1;
            }
        }
        return equals;
    }

    private void setting(int line, String key, Slice written) throws BackstayException {
        boolean token = (key.endsWith("_TOKEN") || key.endsWith("_API_KEY")) && !NO_API_TOKENS.contains(key);
        boolean address = written.contains("postgres://") || written.contains("postgresql://");
        if (!token && !address && !AWS.containsKey(key) && !POSTGRES.containsKey(key)) {
            return;
        }
        Quoted value = Quoted.read(written);
        try {
            String problem = value.problem();
            if (problem != null) {
                harvest.problem("Line " + line + " " + problem);
            } else if (AWS.containsKey(key)) {
                put(aws, AWS.getOrDefault(key, ""), key, line, value);
            } else if (POSTGRES.containsKey(key)) {
                put(postgres, POSTGRES.getOrDefault(key, ""), key, line, value);
            } else if (PostgresUrl.isOne(value.slice())) {
                address(line, value.slice());
            } else if (token && !value.slice().isEmpty()) {
                token(line, key, value.slice());
            }
        } finally {
            value.close();
        }
    }

    private void put(Gathered into, String field, String key, int line, Quoted value) throws BackstayException {
        Integer before = lineOf.put(key, line);
        if (before != null) {
            harvest.problem("Line " + line + " sets " + key + " again; the later one is taken.");
        }
        if (!value.slice().isEmpty() && !(field.equals("tlsMode") && !PostgresUrl.isStrict(value.slice()))) {
            into.put(field, value.slice());
        }
    }

    private void token(int line, String key, Slice value) throws BackstayException {
        String name = key.toLowerCase(Locale.ROOT).replace('_', '-');
        String account = name.replaceFirst("-(api-)?(token|key)$", "");
        Gathered fields = new Gathered();
        fields.put("token", value);
        harvest.add(
                EntryKind.API_TOKEN,
                new Harvest.Label(line, key + ", line " + line, name, account.isEmpty() ? name : account),
                fields.handedOn());
    }

    private void address(int line, Slice value) throws BackstayException {
        Gathered fields = new Gathered();
        String problem = new PostgresUrl(fields).read(value);
        if (problem != null) {
            fields.close();
            harvest.problem("Line " + line + ": the address of a PostgreSQL server " + problem);
        } else {
            login(line, "address, line " + line, fields);
        }
    }

    private void awsKey() throws BackstayException {
        if (!aws.has("accessKeyId") && !aws.has("secretAccessKey")) {
            return;
        }
        int line = firstLine(AWS);
        if (!aws.has("accessKeyId") || !aws.has("secretAccessKey")) {
            harvest.problem("Line " + line + ": of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only one is set.");
            return;
        }
        harvest.add(
                EntryKind.AWS_ACCESS_KEY,
                new Harvest.Label(line, "AWS_ACCESS_KEY_ID, line " + line, "aws-access-key", "aws"),
                aws.handedOn());
    }

    private void postgresLogin() throws BackstayException {
        if (!postgres.has("password")) {
            return;
        }
        int line = firstLine(POSTGRES);
        for (String needed : List.of("host", "user")) {
            if (!postgres.has(needed)) {
                harvest.problem(
                        "Line " + line + ": PGPASSWORD is set, but not PG" + needed.toUpperCase(Locale.ROOT) + ".");
                return;
            }
        }
        if (!postgres.has("database")) {
            // What PostgreSQL's own programs do.
            postgres.put("database", postgres.copy("user"));
        }
        login(line, "PGPASSWORD, line " + line, postgres);
    }

    private void login(int line, String where, Gathered fields) throws BackstayException {
        if (!fields.has("port")) {
            fields.put("port", Secret.ofChars(POSTGRES_PORT.toCharArray()));
        }
        String host = fields.open("host");
        harvest.add(
                EntryKind.POSTGRES_LOGIN,
                new Harvest.Label(
                        line,
                        where,
                        fields.open("user") + "@" + host + "/" + fields.open("database"),
                        host + ":" + fields.open("port")),
                fields.handedOn());
    }

    private int firstLine(Map<String, String> keys) {
        return keys.keySet().stream()
                .map(lineOf::get)
                .filter(line -> line != null)
                .mapToInt(Integer::intValue)
                .min()
                .orElse(0);
    }
}
