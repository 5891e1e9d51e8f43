package io.backstay.act.tenant;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.seal.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which files hold which data sets.
///
/// @param files  by the name of the set, in the order of the sets
/// @param absent sets for which there is no file
/// @param notes  files that are passed over, a sentence each
record SetFiles(Map<String, Path> files, List<String> absent, List<String> notes) {
    /// The list of what was exported, beside the files.
    static final String LIST = "export.json";

    private static final String ENDING = ".csv";
    private static final long LIST_BYTES_MAX = 1 << 20;
    /// What a browser adds to a name that it has saved before.
    private static final Pattern AGAIN = Pattern.compile(" ?\\(\\d{1,3}\\)$");

    /// The name of a set's file.
    static String name(DataSet set) {
        return set.name() + ENDING;
    }

    /// Finds them.
    ///
    /// @param path   a file or a folder
    /// @param chosen the sets that were asked for, or all
    /// @param named  whether they were asked for by name
    static SetFiles of(Path path, List<DataSet> chosen, boolean named) throws BackstayException {
        if (!Files.exists(path)) {
            throw new BackstayException(new Failure.NotFound(path.toString(), "Check the path."));
        }
        return Files.isDirectory(path) ? folder(path, chosen, named) : one(path, chosen, named);
    }

    private static SetFiles one(Path file, List<DataSet> chosen, boolean named) throws BackstayException {
        if (named && chosen.size() == 1) {
            return new SetFiles(Map.of(chosen.getFirst().name(), file), List.of(), List.of());
        }
        String name = stem(file);
        for (DataSet each : chosen) {
            if (each.name().equals(name)) {
                return new SetFiles(Map.of(name, file), List.of(), List.of());
            }
        }
        throw new BackstayException(new Failure.BadInput(
                file + " is not called after a data set, such as " + name(chosen.getFirst()) + ".",
                "Say with --set which one it is."));
    }

    private static SetFiles folder(Path folder, List<DataSet> chosen, boolean named) throws BackstayException {
        Map<String, Path> found = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.sorted().toList()) {
                String name = stem(each);
                boolean known = chosen.stream().anyMatch(set -> set.name().equals(name));
                Path before = known ? found.putIfAbsent(name, each) : null;
                if (before != null) {
                    throw new BackstayException(new Failure.BadInput(
                            before + " and " + each + " are both called after the data set " + name + ".",
                            "Leave only one of them there."));
                }
                if (!known && !each.endsWith(LIST) && !named) {
                    notes.add(each.getFileName() + " is not called after a data set, so it was passed over.");
                }
            }
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        Map<String, Path> files = new LinkedHashMap<>();
        List<String> absent = new ArrayList<>();
        for (DataSet set : chosen) {
            Path file = found.get(set.name());
            if (file != null) {
                files.put(set.name(), file);
            } else {
                absent.add(set.name());
            }
        }
        if (files.isEmpty() || (named && !absent.isEmpty())) {
            throw new BackstayException(new Failure.NotFound(
                    "A file in " + folder + " for " + String.join(", ", absent),
                    "Files are called after their sets, such as " + name(chosen.getFirst()) + "."));
        }
        return new SetFiles(files, List.copyOf(absent), List.copyOf(notes));
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String bare = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : "";
        return AGAIN.matcher(bare).replaceAll("");
    }

    /// Whether a file is byte for byte as the list beside it says that it was exported.
    static boolean asExported(Path file) throws BackstayException {
        Path list = file.resolveSibling(LIST);
        try {
            if (!Files.isRegularFile(list) || Files.size(list) > LIST_BYTES_MAX) {
                return false;
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Files.readString(list).contains('"' + Digest.hex(in) + '"');
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static BackstayException unreadable(Path path, IOException e) {
        return new BackstayException(
                new Failure.BadInput(
                        path + " cannot be read (" + e.getClass().getSimpleName() + ").",
                        "Check that you may read it."),
                e);
    }
}
