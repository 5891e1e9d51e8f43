package io.backstay.vault.intake;

import io.backstay.base.BackstayException;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.EntryKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The shared credentials and config files of the AWS command line: profiles of settings.
///
/// A profile that names a `source_profile` of the same file for its role takes the key from there.
final class AwsFile {
    private static final int PROFILE_CHARACTERS_MAX = 64;
    private static final Pattern PRINTABLE = Pattern.compile("[\\w .@+=,:-]{1," + PROFILE_CHARACTERS_MAX + "}");
    private static final Pattern ACCOUNT = Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):.*");
    private static final int SETTING_CHARACTERS_MAX = 64;
    private static final String KEY_ID = "aws_access_key_id";
    private static final String SECRET_KEY = "aws_secret_access_key";

    private final Harvest harvest;
    private final Map<String, Profile> profiles = new LinkedHashMap<>();

    AwsFile(Harvest harvest) {
        this.harvest = harvest;
    }

    /// One profile and its settings, which still stand in the text.
    private record Profile(String label, int line, Map<String, Slice> settings) {
        @Nullable
        Slice get(String setting) {
            Slice value = settings.get(setting);
            return value == null || value.isEmpty() ? null : value;
        }

        boolean has(String setting) {
            return get(setting) != null;
        }

        boolean hasPartOfKey() {
            return has(KEY_ID) || has(SECRET_KEY);
        }
    }

    static boolean isSection(Line line) {
        Slice said = section(line);
        return said.length() > 2 && said.at(0) == '[' && said.isAt(said.length() - 1, ']');
    }

    void read(List<Line> lines) throws BackstayException {
        Profile current = null;
        boolean nested = false;
        boolean skipped = false;
        for (Line line : lines) {
            if (line.text().strip().at(0) == ';') {
                continue;
            }
            if (isSection(line)) {
                current = profile(line);
                skipped = current == null;
                nested = false;
            } else if (current != null && !(nested && line.isIndented())) {
                nested = setting(line, current);
            } else if (current == null && !skipped) {
                harvest.problem("Line " + line.number() + " stands before the first profile.");
            }
        }
        for (Profile profile : profiles.values()) {
            add(profile);
        }
    }

    private static Slice section(Line line) {
        return line.text().strip().withoutComment("#;");
    }

    /// The profile that begins here; null for a section of another kind, such as `[sso-session x]`.
    private @Nullable Profile profile(Line line) {
        Slice said = section(line);
        Slice name = said.between(1, said.length() - 1).strip();
        if (name.startsWith("profile ")) {
            name = name.from("profile ".length()).strip();
        } else if (name.startsWith("sso-session ") || name.startsWith("services ") || name.startsWith("preview ")) {
            return null;
        }
        String key = name.length() <= Line.CHARACTERS_MAX ? name.open() : "";
        String label = PRINTABLE.matcher(key).matches() ? "profile " + key : "profile on line " + line.number();
        return profiles.computeIfAbsent(key, _ -> new Profile(label, line.number(), new LinkedHashMap<>()));
    }

    /// Takes a setting; true when its value is empty, so that indented settings of its own may follow.
    private boolean setting(Line line, Profile profile) {
        Slice text = line.text().strip();
        int equals = text.indexOf('=', 0);
        if (equals < 1) {
            harvest.problem("Line " + line.number() + " is neither a setting nor a profile in brackets.");
            return false;
        }
        Slice name = text.between(0, equals).strip();
        Slice value = text.from(equals + 1).strip().withoutComment("#;");
        if (name.length() <= SETTING_CHARACTERS_MAX) {
            profile.settings().put(name.open().toLowerCase(Locale.ROOT), value);
        }
        return value.isEmpty();
    }

    private void add(Profile profile) throws BackstayException {
        Profile key = keyOf(profile);
        String named = "Line " + profile.line() + ": the " + profile.label();
        if (!key.hasPartOfKey()) {
            harvest.problem(named + " holds no access key.");
        } else if (!key.has(SECRET_KEY)) {
            harvest.problem(named + " has an access key's id but not its secret.");
        } else if (!key.has(KEY_ID)) {
            harvest.problem(named + " has an access key's secret but not its id.");
        } else {
            String where = profile.label() + ", line " + profile.line();
            String name = profile.label().replaceFirst("^profile (?!on line)", "");
            harvest.add(
                    EntryKind.AWS_ACCESS_KEY,
                    new Harvest.Label(profile.line(), where, name, account(profile, name)),
                    fields(profile, key));
        }
    }

    private Profile keyOf(Profile profile) {
        Slice source = profile.get("source_profile");
        if (profile.hasPartOfKey() || source == null || !profile.has("role_arn")) {
            return profile;
        }
        return profiles.getOrDefault(source.open(), profile);
    }

    /// Only a role's ARN tells the account.
    private static String account(Profile profile, String otherwise) {
        Slice role = profile.get("role_arn");
        Matcher account = ACCOUNT.matcher(role == null ? "" : role.open());
        return account.matches() ? account.group(1) : otherwise;
    }

    private static Map<String, Secret> fields(Profile profile, Profile key) throws BackstayException {
        Gathered fields = new Gathered();
        fields.put("accessKeyId", key.get(KEY_ID));
        fields.put("secretAccessKey", key.get(SECRET_KEY));
        fields.put("sessionToken", key.get("aws_session_token"));
        fields.put("region", profile.has("region") ? profile.get("region") : key.get("region"));
        fields.put("roleArn", profile.get("role_arn"));
        fields.put("externalId", profile.get("external_id"));
        return fields.handedOn();
    }
}
