package io.backstay.act.tenant;

import io.backstay.act.tenant.DataSets.Compared;
import io.backstay.base.BackstayException;
import io.backstay.base.OwnerOnly;
import io.backstay.base.Progress;
import io.backstay.codec.Csv;
import io.backstay.connect.postgres.tenant.mapping.DataSet;
import io.backstay.connect.postgres.tenant.sets.SetComparison;
import io.backstay.connect.postgres.tenant.sets.SetDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One comparison: the files of a question, each held against the rows of its set.
record SetMatch(DataSets.Question question, SetSource.Found found, List<DataSet> all) {
    private static final String LENIENT =
            "The file is not as an export left it, so these count as the same: an absent value and an empty text, a"
                    + " number however it is written, a line break in a cell however it is written.";

    Compared compare(Progress progress) throws BackstayException, InterruptedException, IOException {
        List<DataSet> chosen = SetDesk.chosen(all, question.sets());
        SetFiles files = SetFiles.of(question.path(), chosen, !question.sets().isEmpty());
        Path out = question.out();
        List<SetDifference> differences = out != null && Files.isDirectory(question.path())
                ? NewFolder.make(out.toAbsolutePath(), folder -> differences(files, folder.file(""), progress))
                : differences(files, out, progress);
        List<String> notes = new ArrayList<>(files.notes());
        if (found.empty()) {
            notes.add("There is no row at all of "
                    + found.words(question.whose().connection()) + ": check the key, or all of it was lost.");
        }
        return new Compared(
                question.whose().connection(),
                question.whose().tenant().value(),
                found.from(),
                found.asOf(),
                differences,
                files.absent(),
                List.copyOf(notes),
                out == null ? null : out.toAbsolutePath().toString());
    }

    private List<SetDifference> differences(SetFiles files, @Nullable Path out, Progress progress)
            throws BackstayException, InterruptedException, IOException {
        List<SetDifference> differences = new ArrayList<>();
        for (DataSet set : all) {
            Path file = files.files().get(set.name());
            if (file != null) {
                progress.step("Comparing " + set.name());
                boolean folder = out != null && Files.isDirectory(out);
                differences.add(one(set, file, out == null || !folder ? out : out.resolve(SetFiles.name(set))));
            }
        }
        return List.copyOf(differences);
    }

    private SetDifference one(DataSet set, Path file, @Nullable Path out)
            throws BackstayException, InterruptedException, IOException {
        boolean exact = SetFiles.asExported(file);
        var look = question.look();
        var options = new SetComparison.Options(exact, look.reveal() != null, look.shown());
        SetDifference difference = out == null
                ? SetComparison.run(found.rows(), set, file, options, _ -> {})
                : written(set, file, options, out);
        if (exact) {
            return difference;
        }
        return difference.noting(LENIENT);
    }

    /// The missing rows go to a file of the same form as the set itself.
    private SetDifference written(DataSet set, Path file, SetComparison.Options options, Path out)
            throws BackstayException, InterruptedException, IOException {
        Path beside = out.resolveSibling(out.getFileName() + ".part");
        boolean done = false;
        Files.deleteIfExists(beside);
        try {
            SetDifference difference;
            try (var to = Files.newOutputStream(Files.createFile(beside, OwnerOnly.of(beside)));
                    Csv csv = new Csv(to, set.headings())) {
                difference = SetComparison.run(found.rows(), set, file, options, csv::row);
            }
            if (difference.undecided().isEmpty()) {
                Files.move(beside, out);
                done = true;
            }
            return difference;
        } finally {
            if (!done) {
                Files.deleteIfExists(beside);
            }
        }
    }
}
