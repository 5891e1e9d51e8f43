package io.backstay.cli.connection;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Folders with PostgreSQL's programs as they are typed: `DIR`, or `16=DIR` for each major version.
///
/// @param one      that was typed without a version, absent for none
/// @param versions by major version
record ProgramFolders(@Nullable String one, Map<String, String> versions) {
    private static final Pattern OF_VERSION = Pattern.compile("([0-9]{1,3})=(.+)");

    /// @throws IllegalArgumentException in one sentence
    static ProgramFolders of(List<Path> typed) {
        String one = null;
        Map<String, String> versions = new TreeMap<>();
        for (Path each : typed) {
            Matcher parts = OF_VERSION.matcher(each.toString());
            if (parts.matches()) {
                if (versions.put(parts.group(1), AddCommand.whole(Path.of(parts.group(2)))) != null) {
                    throw new IllegalArgumentException("the programs of PostgreSQL " + parts.group(1) + " lie in one"
                            + " folder, and two are named");
                }
            } else if (one == null) {
                one = AddCommand.whole(each);
            } else {
                throw new IllegalArgumentException(
                        "name the major version of each folder with programs, such as" + " --programs 16=" + each);
            }
        }
        return new ProgramFolders(one, versions);
    }
}
