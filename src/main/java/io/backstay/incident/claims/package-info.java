/// What a text claims, held against what a policy never claims and against its numbers.
@NullMarked
package io.backstay.incident.claims;

import org.jspecify.annotations.NullMarked;
