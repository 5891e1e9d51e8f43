package io.backstay.act.restore;

import io.backstay.base.Counts;
import io.backstay.connect.s3.rollback.RollbackResult;
import io.backstay.restore.FilePairing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said of rows and their files: rows without bytes, and bytes without rows.
final class FileSentences {
    /// How many of them are named.
    private static final int NAMED_MAX = 20;

    private FileSentences() {}

    /// Rows whose file neither is there nor comes back.
    static List<String> missing(GuidedRestore.@Nullable Files files) {
        List<String> sentences = new ArrayList<>();
        if (files != null) {
            files.missing().forEach(row -> sentences.add(row.table() + " " + row.key() + " has no file " + row.file()));
            more(sentences, files.withoutBytes(), "row", " without a file");
        }
        return List.copyOf(sentences);
    }

    /// Files that came back under a lock or a legal hold, which nobody can remove before it ends.
    static List<String> held(@Nullable RollbackResult files) {
        List<String> sentences = new ArrayList<>();
        if (files != null) {
            files.held().stream()
                    .limit(NAMED_MAX)
                    .forEach(file -> sentences.add("The file " + file.key() + " is back. " + file.problem()));
            more(sentences, files.held().size(), "file", " that came back under a lock or a legal hold");
        }
        return List.copyOf(sentences);
    }

    /// What was found, with the first of each.
    static GuidedRestore.@Nullable Files files(FilePairing.@Nullable Result pairs) {
        return pairs == null
                ? null
                : new GuidedRestore.Files(
                        pairs.rows(),
                        pairs.objects(),
                        pairs.withoutBytes(),
                        pairs.withoutRows(),
                        pairs.missing().stream()
                                .limit(NAMED_MAX)
                                .map(row ->
                                        new GuidedRestore.RowFile(row.table().toString(), row.key(), row.name()))
                                .toList(),
                        pairs.unnamed().stream().limit(NAMED_MAX).toList());
    }

    /// The end of a sentence about a restore; empty where there are no files.
    static String tail(FilePairing.@Nullable Result pairs) {
        List<String> sentences = pairs(pairs);
        return sentences.isEmpty() ? "" : ". " + sentences.getFirst();
    }

    /// How the rows and the files stand to each other after a restore.
    static List<String> pairs(FilePairing.@Nullable Result pairs) {
        if (pairs == null || pairs.rows() + pairs.objects() == 0) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>(List.of(Counts.of(pairs.rows(), "row") + " with a file, "
                + Counts.of(pairs.withoutBytes()) + " of them without its bytes; "
                + Counts.of(pairs.objects(), "file") + ", " + Counts.of(pairs.withoutRows())
                + " of them without a row."));
        sentences.addAll(missing(files(pairs)));
        List<String> unnamed = new ArrayList<>();
        pairs.unnamed().stream().limit(NAMED_MAX).forEach(name -> unnamed.add("No row names the file " + name));
        more(unnamed, pairs.withoutRows(), "file", " without a row");
        sentences.addAll(unnamed);
        return List.copyOf(sentences);
    }

    private static void more(List<String> sentences, long all, String noun, String what) {
        if (all > sentences.size()) {
            sentences.add("and " + Counts.of(all - sentences.size(), "more " + noun) + what);
        }
    }
}
