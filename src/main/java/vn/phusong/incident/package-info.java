/** What deserves to be said: incidents of a village, their cause, severity and life cycle. */
@NullMarked
@CheckReturnValue
package vn.phusong.incident;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
