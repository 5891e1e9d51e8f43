package io.backstay.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backstay.policy.curve.AssetCurve;
import io.backstay.policy.curve.CurvePng;
import io.backstay.policy.curve.CurveSvg;
import java.util.Base64;

/// A recoverability curve in a report: as lines on a screen, as pixels on paper, as a file beside the Markdown.
///
/// @param file  without its ending, such as `curve`; empty where no file lies beside the report
/// @param words what it shows
record Picture(String file, String words, String svg, byte[] png) {
    static Picture of(AssetCurve curve, String policy, String file) {
        String words = "Recoverability curve of " + curve.asset().id() + " under " + policy;
        return new Picture(file, words, CurveSvg.of(curve.curve(), words), CurvePng.of(curve.curve()));
    }

    byte[] svgBytes() {
        return svg.getBytes(UTF_8);
    }

    String forScreen() {
        return "<div class=\"picture\">\n" + svg + "</div>\n";
    }

    String forPaper() {
        return "<div class=\"picture\"><img src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png) + "\" alt=\"" + ReportHtml.escape(words) + "\" /></div>\n";
    }

    String forMarkdown() {
        return file.isEmpty() ? "" : "\n![" + ReportText.markdown(words) + "](" + file + ".svg)\n";
    }
}
