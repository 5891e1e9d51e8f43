package io.backstay.incident.print;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.base.Utc;
import io.backstay.incident.ReportText;
import io.backstay.incident.fact.Fact;
import io.backstay.incident.signed.SignedReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// A sheet in its three forms, all from the same text.
final class SheetPages {
    /// All that a report can have beside its text.
    private static final List<String> PICTURES = List.of(
            "timeline.svg",
            "timeline.png",
            "rows.svg",
            "rows.png",
            "curve.svg",
            "curve.png",
            "logo.png",
            SignedReport.FILE);

    /// A shorter report is found through without a table of contents.
    private static final int CONTENTS_FROM = 6_000;

    private static final int SHORT_MAX = 1_500;

    static final String SOURCES = "Facts and their sources";

    private final Sheet sheet;
    private final Marked marked;
    private final List<Sheet.Part> parts;
    private final List<Text> texts = new ArrayList<>();

    /// A part as Markdown.
    ///
    /// @param above  its pictures
    /// @param below  them
    private record Text(String above, List<Picture> pictures, String below) {
        /// Whether the prose stays on the page of its picture.
        boolean isShort() {
            return !pictures.isEmpty() && above.length() <= SHORT_MAX;
        }

        int length() {
            return above.length() + below.length();
        }
    }

    private SheetPages(Sheet sheet) {
        this.sheet = sheet;
        this.marked = new Marked(sheet.facts());
        this.parts = sheet.parts().stream().filter(SheetPages::saysSomething).toList();
        for (Sheet.Part part : parts) {
            String prose = part.prose().isBlank() ? "" : marked.put(part.prose()) + "\n\n";
            List<Picture> pictures = part.drawn().stream()
                    .map(drawn -> new Picture(drawn.drawing(), drawn.words(), drawn.file()))
                    .toList();
            texts.add(new Text("## " + ReportText.markdown(part.title()) + "\n\n" + prose, pictures, part.locked()));
        }
    }

    /// A title with nothing under it looks as if something had been taken out.
    private static boolean saysSomething(Sheet.Part part) {
        return !part.prose().isBlank()
                || !part.locked().isBlank()
                || !part.drawn().isEmpty();
    }

    static ReportWriter.Written write(Sheet sheet, Path folder) throws BackstayException {
        var pages = new SheetPages(sheet);
        var written = new ReportWriter.Written(
                folder.resolve("report.md"), folder.resolve("report.html"), folder.resolve("report.pdf"));
        ReportHtml.Heading heading = new ReportHtml.Heading(
                sheet.head().what(),
                sheet.head().id() + ", " + sheet.head().title(),
                sheet.head().practice(),
                sheet.head().writtenAt(),
                sheet.from());
        Map<Path, byte[]> forms = new LinkedHashMap<>();
        forms.put(written.markdown(), pages.markdown().getBytes(StandardCharsets.UTF_8));
        forms.put(
                written.html(),
                ReportHtml.screen(heading, pages.body(Picture::forScreen)).getBytes(StandardCharsets.UTF_8));
        forms.put(written.pdf(), ReportPdf.of(ReportHtml.paper(heading, pages.body(Picture::forPaper)), heading));
        for (Text text : pages.texts) {
            for (Picture picture : text.pictures()) {
                forms.put(folder.resolve(picture.file() + ".svg"), picture.svg());
                forms.put(folder.resolve(picture.file() + ".png"), picture.png());
            }
        }
        Organisation from = sheet.from();
        byte[] logo = from == null ? null : from.logo();
        if (logo != null) {
            forms.put(folder.resolve("logo.png"), logo);
        }
        withoutOld(folder, forms.keySet());
        ReportWriter.store(folder, forms);
        List<Path> pictures = forms.keySet().stream()
                .filter(each -> !written.files().contains(each))
                .toList();
        return new ReportWriter.Written(written.markdown(), written.html(), written.pdf(), pictures, null);
    }

    /// A picture, a paper or a signature of another variant or case must not stay in a folder that is handed on.
    private static void withoutOld(Path folder, Set<Path> written) throws BackstayException {
        for (String name : PICTURES) {
            Path old = folder.resolve(name);
            if (!written.contains(old)) {
                try {
                    Files.deleteIfExists(old);
                } catch (IOException e) {
                    throw new BackstayException(Failure.unwritable(old, e), e);
                }
            }
        }
        Path papers = folder.resolve(SignedReport.EVIDENCE);
        if (Files.isDirectory(papers)) {
            try (DirectoryStream<Path> old = Files.newDirectoryStream(papers, "[0-9][0-9][0-9][0-9]-*.json")) {
                for (Path each : old) {
                    Files.delete(each);
                }
            } catch (IOException e) {
                throw new BackstayException(Failure.unwritable(papers, e), e);
            }
        }
    }

    private String top() {
        return top(sheet);
    }

    /// What stands before the first part, as Markdown.
    static String top(Sheet sheet) {
        var text = new StringBuilder("# " + ReportText.markdown(sheet.head().title()) + "\n\n");
        if (sheet.head().practice()) {
            text.append("**DRILL.** This was practice on a lab. No customer's data was involved.\n\n");
        }
        text.append("| Case | ").append(ReportText.markdown(sheet.head().id())).append(" |\n|---|---|\n");
        Organisation from = sheet.from();
        if (from != null) {
            ReportSections.row(text, "From", ReportText.markdown(from.name()));
        }
        for (Sheet.Line line : sheet.head().lines()) {
            ReportSections.row(text, ReportText.markdown(line.name()), ReportText.markdown(line.value()));
        }
        ReportSections.row(text, "Written", Utc.words(sheet.head().writtenAt()));
        return text.toString();
    }

    private String markdown() {
        Organisation from = sheet.from();
        var text = new StringBuilder();
        if (from != null && from.logo() != null) {
            text.append("![").append(ReportText.markdown(from.name())).append("](logo.png)\n\n");
        }
        text.append(top()).append('\n');
        for (Text part : texts) {
            var whole = new StringBuilder(Marked.footnotes(part.above()).stripTrailing()).append("\n\n");
            part.pictures()
                    .forEach(picture ->
                            whole.append(picture.forMarkdown().strip()).append("\n\n"));
            text.append(whole.append(Marked.footnotes(part.below())).toString().stripTrailing())
                    .append("\n\n");
        }
        for (Fact fact : marked.used()) {
            text.append("[^")
                    .append(fact.id())
                    .append("]: ")
                    .append(ReportText.markdown(fact.words()))
                    .append(" (source: ")
                    .append(ReportText.markdown(fact.source()))
                    .append(")\n");
        }
        return text.toString();
    }

    private String body(Function<Picture, String> drawn) {
        var html = new StringBuilder();
        Organisation from = sheet.from();
        html.append("<div id=\"top\">\n")
                .append(from == null ? "" : from.image("logo"))
                .append(ReportHtml.kept(ReportHtml.rendered(top())))
                .append("</div>\n");
        if (texts.stream().mapToInt(Text::length).sum() >= CONTENTS_FROM) {
            html.append(contents());
        }
        for (int i = 0; i < texts.size(); i++) {
            html.append("<div class=\"part\" id=\"")
                    .append(parts.get(i).id())
                    .append("\">\n")
                    .append(texts.get(i).isShort() ? "<div class=\"figure\">\n" : "<div>\n")
                    .append(ReportHtml.kept(
                            marked.numbers(ReportHtml.rendered(texts.get(i).above()))));
            texts.get(i)
                    .pictures()
                    .forEach(picture -> html.append("<div class=\"figure\">\n")
                            .append(drawn.apply(picture))
                            .append(picture.caption())
                            .append("</div>\n"));
            html.append("</div>\n")
                    .append(ReportHtml.kept(
                            marked.numbers(ReportHtml.rendered(texts.get(i).below()))))
                    .append("</div>\n");
        }
        return html.append(sources()).toString();
    }

    private String contents() {
        var html = new StringBuilder("<div id=\"contents\"><h2>Contents</h2>\n<ol>\n");
        for (Sheet.Part part : parts) {
            html.append("<li><a href=\"#")
                    .append(part.id())
                    .append("\">")
                    .append(ReportHtml.escape(part.title()))
                    .append("</a></li>\n");
        }
        if (!marked.used().isEmpty()) {
            html.append("<li><a href=\"#sources\">" + SOURCES + "</a></li>\n");
        }
        return html.append("</ol></div>\n").toString();
    }

    private String sources() {
        if (marked.used().isEmpty()) {
            return "";
        }
        var html = new StringBuilder("<div id=\"sources\"><h2>" + SOURCES + "</h2>\n<table>\n<thead><tr>"
                + "<th>No.</th><th>Fact</th><th>Source</th></tr></thead>\n<tbody>\n");
        int number = 0;
        for (Fact fact : marked.used()) {
            number++;
            html.append("<tr id=\"fact-")
                    .append(fact.id())
                    .append("\"><td>")
                    .append(number)
                    .append("</td><td>")
                    .append(ReportHtml.kept(ReportHtml.escape(fact.words())))
                    .append("</td><td>")
                    .append(ReportHtml.escape(fact.source()))
                    .append("</td></tr>\n");
        }
        return html.append("</tbody>\n</table></div>\n").toString();
    }
}
