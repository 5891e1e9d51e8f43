package io.backstay.incident.print.type;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fonts that were in some folders at one moment, read by their path; no program is started, and nothing of them is
/// kept on the disk.
final class InstalledFonts {
    private static final int FILES_MAX = 3_000;
    private static final int DEPTH_MAX = 6;
    private static final int FONTS_MAX = 6;
    private static final int TRIED_MAX = 20;
    private static final Pattern FONT = Pattern.compile("(?i).*\\.(ttf|otf|ttc|otc)");

    /// Fonts that have a box or nothing for every character there is.
    private static final Pattern NO_LETTERS = Pattern.compile("(?i).*(lastresort|adobeblank|notdef|tofu).*");

    /// Looked into last: our own text is upright and of ordinary weight, without serifs.
    private static final Pattern OTHER_STYLE = Pattern.compile(
            "(?i).*(bold|italic|oblique|black|light|thin|heavy|medium|condensed|display|mono|serif|unifont).*");

    private final List<Path> files;

    /// @param folders what is not there or may not be read has no fonts
    InstalledFonts(List<Path> folders) {
        var search = new Search();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try {
                    Files.walkFileTree(folder, Set.of(), DEPTH_MAX, search);
                } catch (IOException e) {
                    unreadable(e);
                }
            }
        }
        this.files = search.found.stream()
                .sorted(Comparator.comparing((Path file) -> OTHER_STYLE
                                .matcher(file.getFileName().toString())
                                .matches())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /// Goes on behind a folder that may not be read.
    private static final class Search extends SimpleFileVisitor<Path> {
        private final List<Path> found = new ArrayList<>();

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // A pipe that is named as a font would be waited for.
            if (isFont(file) && Files.isRegularFile(file)) {
                found.add(file);
            }
            return found.size() < FILES_MAX ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            unreadable(e);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }

    private static boolean isFont(Path file) {
        String name = String.valueOf(file.getFileName());
        return FONT.matcher(name).matches() && !NO_LETTERS.matcher(name).matches();
    }

    /// The files that may be fonts, in the order in which they are looked into.
    List<Path> files() {
        return files;
    }

    /// The wanted letters out of few fonts, a map for each font; what no font has is in none.
    ///
    /// @param forms of Han characters where fonts that have as much differ in them
    List<Map<Integer, SmallFont.Letter>> letters(Set<Integer> wanted, HanForms forms) {
        Map<FontFace, Set<Integer>> found = new LinkedHashMap<>();
        Iterator<Path> rest = files.iterator();
        List<Map<Integer, SmallFont.Letter>> taken = new ArrayList<>();
        Set<Integer> missing = new TreeSet<>(wanted);
        for (int tried = 0; tried < TRIED_MAX && taken.size() < FONTS_MAX && !missing.isEmpty(); tried++) {
            found.values().forEach(has -> has.retainAll(missing));
            look(missing, rest, found);
            Map.Entry<FontFace, Set<Integer>> best = found.entrySet().stream()
                    .reduce((one, other) -> better(one, other, forms))
                    .filter(most -> !most.getValue().isEmpty())
                    .orElse(null);
            if (best == null) {
                break;
            }
            try {
                Map<Integer, SmallFont.Letter> letters = best.getKey().letters(best.getValue());
                if (!letters.isEmpty()) {
                    taken.add(Map.copyOf(letters));
                    missing.removeAll(letters.keySet());
                }
            } catch (IOException | RuntimeException | StackOverflowError e) {
                // Letters made of letters, or drawn by calls within calls, have no end in a hostile font.
                unreadable(e);
            }
            found.remove(best.getKey());
        }
        return List.copyOf(taken);
    }

    /// The one with more of the characters, or with as many in the wanted forms; else the first.
    private static Map.Entry<FontFace, Set<Integer>> better(
            Map.Entry<FontFace, Set<Integer>> one, Map.Entry<FontFace, Set<Integer>> other, HanForms forms) {
        int more = other.getValue().size() - one.getValue().size();
        return more > 0 || (more == 0 && named(other.getKey(), forms) && !named(one.getKey(), forms)) ? other : one;
    }

    private static boolean named(FontFace face, HanForms forms) {
        try {
            return forms.named(face.family());
        } catch (IOException | RuntimeException e) {
            unreadable(e);
            return false;
        }
    }

    /// Looks on until every character is somewhere.
    private static void look(Set<Integer> missing, Iterator<Path> rest, Map<FontFace, Set<Integer>> found) {
        Set<Integer> anywhere = new TreeSet<>();
        found.values().forEach(anywhere::addAll);
        while (rest.hasNext() && anywhere.size() < missing.size()) {
            try {
                for (FontFace face : FontFace.in(rest.next())) {
                    Set<Integer> has = face.has(missing);
                    if (!has.isEmpty()) {
                        found.put(face, new TreeSet<>(has));
                        anywhere.addAll(has);
                    }
                }
            } catch (IOException e) {
                unreadable(e);
            }
        }
    }

    /// What cannot be read as a font is none for us.
    private static void unreadable(Throwable e) {
        System.getLogger(InstalledFonts.class.getName()).log(System.Logger.Level.DEBUG, "a font cannot be read", e);
    }
}
