package io.backstay.act.check;

import io.backstay.base.BackstayException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a check came to, as a file to be handed on: the findings, where the policy contradicts itself, and the
/// exceptions. It tells no more than a check does, so whoever may see findings may write it.
public interface ComplianceExports {
    /// The form of a file, told by how its name ends.
    enum Form {
        /// RFC 4180, one line for each finding and contradiction; no cell that a spreadsheet would calculate.
        CSV,
        /// What `check --json` prints, and the contradictions as `policy lint --json` has them.
        JSON,
        /// A4 for people, with the quotations and the curves.
        PDF;

        /// How names of such files end.
        public String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }

        /// The form of a file; empty where its name ends otherwise.
        public static Optional<Form> of(Path file) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            for (Form form : values()) {
                if (name.endsWith(form.ending())) {
                    return Optional.of(form);
                }
            }
            return Optional.empty();
        }
    }

    /// What is judged.
    ///
    /// @param manifests exported manifests instead of the catalogue; empty for the catalogue
    /// @param at        the instant; null for now, or for the export of the manifests
    record Order(
            String policy, List<Path> manifests, @Nullable Instant at) {}

    /// Writes the file, whole or not at all, in a folder that is there.
    void write(Order order, Path file) throws BackstayException;
}
