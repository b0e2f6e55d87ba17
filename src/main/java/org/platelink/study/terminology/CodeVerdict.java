package org.platelink.study.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code $validate-code} for one code.
 *
 * @param result whether the code is valid
 * @param message why it is not, or a remark; null if there is none
 * @param display the display of the code; null if it is not known
 */
record CodeVerdict(boolean result, @Nullable String message, @Nullable String display) {

    /** The verdict for an existing code. A wrong display makes it invalid: the sender may have meant another code. */
    static CodeVerdict yes(Coding requested, @Nullable String display) {
        if (requested.hasDisplay() && display != null && !requested.getDisplay().equalsIgnoreCase(display)) {
            return new CodeVerdict(
                    false,
                    "The code is there, and is called " + display + ", not "
                            + Terminology.printable(requested.getDisplay())
                            + ".",
                    display);
        }
        return new CodeVerdict(true, null, display);
    }

    static CodeVerdict no(String message) {
        return new CodeVerdict(false, message, null);
    }

    /** The verdict for several codings of one concept: one valid coding is enough. */
    static CodeVerdict ofAny(List<Coding> codings, Function<Coding, CodeVerdict> judge) {
        List<String> messages = new ArrayList<>();
        for (Coding coding : codings) {
            CodeVerdict verdict = coding.hasCode() ? judge.apply(coding) : no("A coding without a code names nothing.");
            if (verdict.result()) {
                return verdict;
            }
            messages.add(String.valueOf(verdict.message()));
            if (codings.size() == 1) {
                return verdict;
            }
        }
        return no(String.join(" ", messages));
    }

    Parameters parameters() {
        Parameters parameters = new Parameters();
        parameters.addParameter("result", new BooleanType(result));
        if (message != null) {
            parameters.addParameter("message", new StringType(message));
        }
        if (display != null) {
            parameters.addParameter("display", new StringType(display));
        }
        return parameters;
    }
}
