package io.backstay.incident.report;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.base.Failure;
import io.backstay.codec.WholeFile;
import io.backstay.codec.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The templates: one per variant, built in, each replaced by a file of the same name in a folder.
public final class Templates {
    /// The largest template that is read.
    public static final ByteSize SIZE_MAX = new ByteSize(256 << 10);

    private Templates() {}

    /// Writes the built-in templates, to be edited; a file that is there already is not touched.
    ///
    /// @return the files that were written
    public static List<Path> write(Path folder) throws BackstayException {
        for (Variant variant : Variant.values()) {
            Path file = folder.resolve(file(variant));
            if (Files.exists(file)) {
                throw new BackstayException(new Failure.Conflict(
                        file + " is there already", "Choose another folder, or move the file away."));
            }
        }
        List<Path> files = List.of(Variant.values()).stream()
                .map(variant -> folder.resolve(file(variant)))
                .toList();
        for (Variant variant : Variant.values()) {
            byte[] text = builtIn(variant).getBytes(StandardCharsets.UTF_8);
            WholeFile.write(folder.resolve(file(variant)), out -> out.write(text));
        }
        return files;
    }

    /// The sections of a case's report before anybody has edited it.
    ///
    /// @param folder with own templates, null for none; a variant without a file there is drafted as built in
    public static List<ReportSection> draft(CaseStory story, Variant variant, @Nullable Path folder)
            throws BackstayException {
        return complete(variant, of(variant, folder).draft(story.ending(), CaseFacts.of(story, variant)));
    }

    /// The sections of a variant in their order: those that are given, and empty ones for those that are not.
    public static List<ReportSection> complete(Variant variant, List<ReportSection> given) throws BackstayException {
        List<ReportSection> all = new ArrayList<>();
        for (Template.Part part : of(variant, null).parts()) {
            all.add(given.stream()
                    .filter(section -> section.id().equals(part.id()))
                    .findFirst()
                    .orElse(new ReportSection(part.id(), part.title(), "")));
        }
        return List.copyOf(all);
    }

    static Template of(Variant variant, @Nullable Path folder) throws BackstayException {
        Path own = folder == null ? null : folder.resolve(file(variant));
        if (own != null && Files.exists(own)) {
            return Template.parse(own.toString(), read(own), Locked.sections(variant));
        }
        return Template.parse(file(variant), builtIn(variant), Locked.sections(variant));
    }

    static String file(Variant variant) {
        return Words.of(variant) + ".md";
    }

    private static String read(Path file) throws BackstayException {
        try {
            if (Files.size(file) > SIZE_MAX.bytes()) {
                throw new BackstayException(new Failure.TooLarge(file.toString(), SIZE_MAX));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new BackstayException(
                    new Failure.BadInput(file + " cannot be read as UTF-8.", "Check the file and its rights."), e);
        }
    }

    private static String builtIn(Variant variant) {
        try (InputStream in = Templates.class.getResourceAsStream(file(variant))) {
            if (in == null) {
                throw new IllegalStateException("the template " + file(variant) + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a built-in template cannot be read", e);
        }
    }
}
