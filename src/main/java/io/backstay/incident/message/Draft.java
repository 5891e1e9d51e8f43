package io.backstay.incident.message;

/// A message as it can be copied, for the e-mail to the customer's administrators and for the banner in the product.
///
/// @param subject one line
/// @param body    paragraphs of plain text
/// @param banner  one or two sentences without anything that only administrators should read
public record Draft(MessageKind kind, String subject, String body, String banner) {}
