package io.backstay.incident.print.type;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The forms that a Han character has in one country and not in another, although Unicode gives it one number. A
/// collection such as Noto Sans CJK has a font for each.
enum HanForms {
    SIMPLIFIED("(SC|CN|GB)"),
    JAPANESE("(JP|J)"),
    KOREAN("(KR|K)"),
    TRADITIONAL("(TC|TW|HK)");

    private final Pattern family;

    HanForms(String ending) {
        this.family = Pattern.compile(".*[ -]" + ending + "( .*)?");
    }

    /// Those that a text asks for by the letters that only one country writes; simplified Chinese where it has none.
    static HanForms in(String text) {
        Map<HanForms, Integer> letters = new EnumMap<>(HanForms.class);
        text.codePoints().forEach(c -> {
            HanForms forms = ofScript(UnicodeScript.of(c));
            if (forms != null) {
                letters.merge(forms, 1, Integer::sum);
            }
        });
        return letters.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .map(Map.Entry::getKey)
                .orElse(SIMPLIFIED);
    }

    private static @Nullable HanForms ofScript(UnicodeScript script) {
        return switch (script) {
            case HIRAGANA, KATAKANA -> JAPANESE;
            case HANGUL -> KOREAN;
            case BOPOMOFO -> TRADITIONAL;
            default -> null;
        };
    }

    /// Whether a font says in its family's name, such as `Noto Sans CJK JP`, that it has these.
    boolean named(String fontFamily) {
        return family.matcher(fontFamily.toUpperCase(Locale.ROOT)).matches();
    }
}
