package io.backstay.act.connection.form;

import io.backstay.act.connection.SelfManaged;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Folders with PostgreSQL's programs as they are typed: `DIR`, or `16=DIR` for each major version.
///
/// @param one      that was typed without a version, absent for none
/// @param versions by major version
public record ProgramFolders(@Nullable String one, Map<String, String> versions) {
    private static final Pattern OF_VERSION = Pattern.compile("([0-9]{1,3})=(.+)");

    /// Reads them.
    ///
    /// @throws IllegalArgumentException in one sentence
    public static ProgramFolders of(List<String> typed) {
        String one = null;
        Map<String, String> versions = new TreeMap<>();
        for (String each : typed) {
            Matcher parts = OF_VERSION.matcher(each);
            if (parts.matches()) {
                if (versions.put(parts.group(1), parts.group(2)) != null) {
                    throw new IllegalArgumentException("the programs of PostgreSQL " + parts.group(1) + " lie in one"
                            + " folder, and two are named");
                }
            } else if (one == null) {
                one = each;
            } else {
                throw new IllegalArgumentException(
                        "name the major version of each folder with programs, such as 16=" + each);
            }
        }
        return new ProgramFolders(one, versions);
    }

    /// The same answer with its folder changed, such as to the whole path.
    public static String with(String typed, UnaryOperator<String> folder) {
        Matcher parts = OF_VERSION.matcher(typed);
        return parts.matches() ? parts.group(1) + "=" + folder.apply(parts.group(2)) : folder.apply(typed);
    }

    /// Whether one folder, with or without its version, can stand there.
    static void check(String typed) {
        with(typed, folder -> {
            SelfManaged.absolute("file or folder", folder);
            return folder;
        });
    }
}
