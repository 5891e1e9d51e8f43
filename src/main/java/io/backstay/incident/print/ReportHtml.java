package io.backstay.incident.print;

import io.backstay.incident.ReportText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/// The report's Markdown as one well-formed HTML page that loads nothing.
final class ReportHtml {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    /// Deeper than this nobody writes; an XML reader and a stack have their limits, too.
    private static final int NESTED_MAX = 20;

    private static final Parser PARSER = Parser.builder()
            .extensions(TABLES)
            .maxOpenBlockParsers(NESTED_MAX)
            .maxInlineNesting(NESTED_MAX)
            .build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();

    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern TIME = Pattern.compile(
            "(?:\\b\\d{4}-\\d{2}-\\d{2} |[+\u2212-])?\\b\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{3})?)?\\b\\)?"
                    + "|\\b\\d{4}-\\d{2}-\\d{2}\\b");

    private ReportHtml() {}

    /// What stands at the head of every page.
    ///
    /// @param what     such as `Incident report`
    /// @param practice  whether every page is marked as a drill
    /// @param writtenAt what the PDF gives as its date, so that the same facts give the same bytes
    /// @param from      who hands it on, absent where nobody is stated
    record Heading(
            String what,
            String title,
            boolean practice,
            Instant writtenAt,
            @Nullable Organisation from) {
        Heading(String what, String title, boolean practice, Instant writtenAt) {
            this(what, title, practice, writtenAt, null);
        }
    }

    /// For a browser.
    static String forScreen(Heading heading, List<ReportSections.Section> sections) {
        return page(heading, sections, resource("report.css") + resource("report-screen.css"), Picture::forScreen);
    }

    /// For the PDF: sized for A4, with a head and a foot on every page.
    static String forPaper(Heading heading, List<ReportSections.Section> sections) {
        return page(heading, sections, resource("report.css") + resource("report-page.css"), Picture::forPaper);
    }

    /// Text between tags.
    static String escape(String text) {
        return ReportText.plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// A body that is ready, for a browser.
    static String screen(Heading heading, String body) {
        return page(heading, body, resource("report.css") + resource("report-screen.css"));
    }

    /// A body that is ready, for the PDF.
    static String paper(Heading heading, String body) {
        return page(heading, body, resource("report.css") + resource("report-page.css"));
    }

    /// Markdown as HTML.
    static String rendered(String markdown) {
        return coloured(RENDERER.render(parsed(markdown)));
    }

    /// Markdown as every form of a report reads it.
    static Node parsed(String markdown) {
        return PARSER.parse(markdown);
    }

    /// The same with times and days that no line end takes apart.
    static String kept(String html) {
        var text = new StringBuilder();
        Matcher tag = TAG.matcher(html);
        int at = 0;
        while (tag.find()) {
            text.append(whole(html.substring(at, tag.start()))).append(tag.group());
            at = tag.end();
        }
        return text.append(whole(html.substring(at))).toString();
    }

    private static String whole(String words) {
        return TIME.matcher(words).replaceAll("<span class=\"keep\">$0</span>");
    }

    private static String page(
            Heading heading, List<ReportSections.Section> sections, String css, Function<Picture, String> drawn) {
        var body = new StringBuilder();
        for (var section : sections) {
            body.append("<div id=\"").append(section.id()).append("\">\n");
            body.append(kept(rendered(section.markdown())));
            Picture picture = section.picture();
            body.append(picture == null ? "" : drawn.apply(picture));
            body.append("</div>\n");
        }
        return page(heading, body.toString(), css);
    }

    private static String page(Heading heading, String body, String css) {
        String title = escape(heading.title());
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n");
        Organisation from = heading.from();
        String logo = from == null ? "" : from.image("logo-head");
        html.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                + (logo.isEmpty() ? "" : "img-src data:; ") + "style-src 'unsafe-inline'\" />\n");
        html.append("<meta name=\"description\" content=\"" + heading.what() + "\" />\n");
        html.append("<title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(css)
                .append("</style>\n</head>\n<body>\n");
        html.append("<div class=\"page-head\">")
                .append(logo)
                .append(from == null ? "" : escape(from.name()) + " · ")
                .append(heading.practice() ? "<b>DRILL</b> · " : "")
                .append(heading.what())
                .append(' ')
                .append(title)
                .append("</div>\n<div class=\"page-foot\">Backstay · page <span class=\"page-of\"></span></div>\n");
        if (heading.practice()) {
            html.append("<div class=\"drill-mark\">DRILL</div>\n");
        }
        return html.append(body).append("</body>\n</html>\n").toString();
    }

    /// Gives our own result words their colour; text from elsewhere cannot be bold.
    private static String coloured(String html) {
        return html.replace("<strong>Holds<", "<strong class=\"good\">Holds<")
                .replace("<strong>Within<", "<strong class=\"good\">Within<")
                .replace("<strong>Does not hold<", "<strong class=\"bad\">Does not hold<")
                .replace("<strong>Exceeded<", "<strong class=\"bad\">Exceeded<")
                .replace("<strong>Not measured<", "<strong class=\"open\">Not measured<");
    }

    private static String resource(String name) {
        try (InputStream in = ReportHtml.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + name, e);
        }
    }
}
