package io.backstay.incident.print.type;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What was found of the fonts in some folders: their files, and the letters that were asked for last.
///
/// Reports come one after the other and need much the same, and reading hundreds of fonts takes a second. What was
/// found is never changed, only replaced as a whole, so that no report waits for the fonts of another; two that look at
/// the same time look twice.
public final class KnownFonts {
    /// The fonts of a machine are the same for all that this process writes, and what is kept of them can be read again
    /// at any time. Handing it down would put it into the hands of seven desks that know nothing of letters; see
    /// docs/decisions/0195-what-is-known-of-the-machines-fonts-is-one.md.
    private static final KnownFonts MACHINE = in(List.of(
            Path.of("/usr/share/fonts"),
            Path.of("/usr/local/share/fonts"),
            Path.of("/System/Library/Fonts"),
            Path.of("/Library/Fonts"),
            Path.of("C:\\Windows\\Fonts")));

    private final List<Path> folders;
    private volatile @Nullable Found last;

    private KnownFonts(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /// What was asked last, and what there is.
    private record Found(
            InstalledFonts fonts, Set<Integer> wanted, HanForms forms, List<Map<Integer, SmallFont.Letter>> letters) {
        static Found of(InstalledFonts fonts, Set<Integer> wanted, HanForms forms) {
            return new Found(fonts, wanted, forms, fonts.letters(wanted, forms));
        }

        boolean answers(Set<Integer> other, HanForms otherForms) {
            return wanted.equals(other) && forms == otherForms;
        }

        boolean lacks() {
            Set<Integer> missing = new TreeSet<>(wanted);
            letters.forEach(each -> missing.removeAll(each.keySet()));
            return !missing.isEmpty();
        }
    }

    /// Where systems keep the fonts of all their users; those of other systems are not there.
    public static KnownFonts ofMachine() {
        return MACHINE;
    }

    /// Those of other folders; what is not there or may not be read has no fonts. Nothing is read yet.
    public static KnownFonts in(List<Path> folders) {
        return new KnownFonts(folders);
    }

    /// The wanted letters out of few fonts, a map for each font; what no font has is in none. Where a letter is in no
    /// font that was there before, the folders are looked through again: somebody may have installed one.
    ///
    /// @param forms of Han characters where fonts that have as much differ in them
    List<Map<Integer, SmallFont.Letter>> letters(Set<Integer> wanted, HanForms forms) {
        Set<Integer> asked = Set.copyOf(wanted);
        Found before = last;
        if (before == null) {
            return keep(Found.of(new InstalledFonts(folders), asked, forms));
        }
        Found found = before.answers(asked, forms) ? before : Found.of(before.fonts(), asked, forms);
        if (found.lacks()) {
            var now = new InstalledFonts(folders);
            if (!now.files().equals(found.fonts().files())) {
                found = Found.of(now, asked, forms);
            }
        }
        return keep(found);
    }

    private List<Map<Integer, SmallFont.Letter>> keep(Found found) {
        last = found;
        return found.letters();
    }
}
