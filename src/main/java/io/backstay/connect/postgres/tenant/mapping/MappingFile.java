package io.backstay.connect.postgres.tenant.mapping;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.codec.WholeFile;
import io.backstay.codec.Yaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A mapping as a file of the format `backstay-mapping/1`, described in `docs/formats/mapping.md`.
///
/// @param confirmed whether a person has looked at it and said that it is right; a draft is not
/// @param sets      the data sets that a tenant is handed; no restore asks for them, so no plan depends on them
public record MappingFile(TenantMapping mapping, boolean confirmed, List<DataSet> sets) {
    public MappingFile {
        sets = List.copyOf(sets);
        Set<String> names = new HashSet<>();
        for (DataSet each : sets) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException("there are two data sets called " + each.name());
            }
        }
    }

    /// A mapping without data sets.
    public MappingFile(TenantMapping mapping, boolean confirmed) {
        this(mapping, confirmed, List.of());
    }

    /// Reads a file.
    ///
    /// @throws BackstayException naming the line, the place in the document and what is wrong there
    public static MappingFile read(Path file) throws BackstayException {
        return MappingReader.read(Yaml.read(file));
    }

    /// Reads a text.
    ///
    /// @param source what a person calls it
    public static MappingFile parse(String source, String text) throws BackstayException {
        return MappingReader.read(Yaml.parse(source, text.getBytes(StandardCharsets.UTF_8)));
    }

    /// The text of the file.
    ///
    /// @param notes lines for a person to read, by the field above which they stand
    public String text(Map<String, List<String>> notes) {
        return new MappingWriter(notes).text(this);
    }

    /// A link as an entry of the file.
    public static String line(Link link) {
        return MappingWriter.link(link);
    }

    /// Writes a text that [#text] gave, where no file is yet.
    public static void write(Path file, String text) throws BackstayException {
        if (Files.exists(file)) {
            throw new BackstayException(new Failure.Conflict(
                    file + " is there already", "Name another file, or move that one away first."));
        }
        WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// The mapping, if a person confirmed it.
    ///
    /// @param source what a person calls the file
    public TenantMapping requireConfirmed(String source) throws BackstayException {
        if (!confirmed) {
            throw new BackstayException(new Failure.Refused(
                    source,
                    "it is a draft that nobody has confirmed",
                    "Go through it, correct it, and set 'confirmed: true'."));
        }
        return mapping;
    }
}
