package io.backstay.act.tenant;

import io.backstay.act.tenant.DataSets.Compared;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
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
                    + " number and a boolean however they are written, a line break in a cell however it is written."
                    + " What else a spreadsheet may have rewritten is shown as changed: leading zeros of a text, dates,"
                    + " numbers with a decimal comma or more than fifteen digits.";

    Compared compare(Progress progress) throws BackstayException, InterruptedException {
        List<DataSet> chosen = SetDesk.chosen(all, question.sets());
        SetFiles files = SetFiles.of(question.path(), chosen, !question.sets().isEmpty());
        Path out = question.out();
        List<SetDifference> differences = out != null && Files.isDirectory(question.path())
                ? NewFolder.make(
                        out.toAbsolutePath(),
                        folder -> differences(files, set -> folder.file(SetFiles.name(set)), progress))
                : differences(files, _ -> out, progress);
        List<String> notes = new ArrayList<>(files.notes());
        if (found.empty()) {
            notes.add("There is no row at all of "
                    + found.words(question.whose().connection()) + ": check the key, or all of it was lost.");
        }
        Path written = null;
        if (out != null) {
            notes.addAll(unwritten(differences));
            written = differences.stream().anyMatch(SetMatch::isWritten) ? out : null;
        }
        return new Compared(
                question.whose().connection(),
                question.whose().tenant().value(),
                found.from(),
                found.asOf(),
                differences,
                files.absent(),
                List.copyOf(notes),
                written == null ? null : written.toAbsolutePath().toString());
    }

    /// Where the missing rows of a set go.
    @FunctionalInterface
    private interface Place {
        @Nullable
        Path of(DataSet set);
    }

    /// What is not decided is not written either: a person would take such a file for all that is missing.
    static boolean isWritten(SetDifference difference) {
        return difference.undecided().isEmpty();
    }

    private static List<String> unwritten(List<SetDifference> differences) {
        return differences.stream()
                .filter(each -> !isWritten(each))
                .map(each -> "The missing rows of " + each.set() + " were not written, because it is not decided which"
                        + " they are.")
                .toList();
    }

    private List<SetDifference> differences(SetFiles files, Place place, Progress progress)
            throws BackstayException, InterruptedException {
        List<SetDifference> differences = new ArrayList<>();
        for (DataSet set : all) {
            Path file = files.files().get(set.name());
            if (file != null) {
                progress.step("Comparing " + set.name());
                differences.add(one(set, file, place.of(set)));
            }
        }
        return List.copyOf(differences);
    }

    private SetDifference one(DataSet set, Path file, @Nullable Path out)
            throws BackstayException, InterruptedException {
        boolean exact = SetFiles.asExported(file);
        var look = question.look();
        var options = new SetComparison.Options(exact, look.reveal() != null, look.shown());
        SetDifference difference = out == null ? compared(set, file, options) : written(set, file, options, out);
        if (exact) {
            return difference;
        }
        return difference.noting(LENIENT);
    }

    private SetDifference compared(DataSet set, Path file, SetComparison.Options options)
            throws BackstayException, InterruptedException {
        return SetComparison.run(found.rows(), set, file, options, _ -> {});
    }

    /// The missing rows go to a file of the same form as the set itself.
    private SetDifference written(DataSet set, Path file, SetComparison.Options options, Path out)
            throws BackstayException, InterruptedException {
        Path beside = out.resolveSibling(out.getFileName() + ".part");
        try {
            Files.deleteIfExists(beside);
            SetDifference difference;
            try (var to = Files.newOutputStream(Files.createFile(beside, OwnerOnly.of(beside)));
                    Csv csv = new Csv(to, set.headings())) {
                difference = SetComparison.run(found.rows(), set, file, options, csv::guardedRow);
            }
            if (isWritten(difference)) {
                Files.move(beside, out);
            }
            return difference;
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(out, e), e);
        } finally {
            discard(beside);
        }
    }

    private static void discard(Path beside) throws BackstayException {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            throw new BackstayException(Failure.unwritable(beside, e), e);
        }
    }
}
