package org.platelink.desk.subject;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.Page;

/**
 * Model of the page of a subject.
 *
 * @param id of the ResearchSubject
 * @param number the study number
 * @param states in their order, the present one last
 * @param site the id of the site's Organization
 * @param deceased when the person died, as recorded; empty if no death is recorded
 * @param timeline of the visits
 * @param response a code; empty if there is none
 * @param sentence the explanation of the response
 * @param baseline the explanation of the baseline
 * @param measure the curve of the followed measurement; null if there are no results of it
 * @param others the curves of the other analytes
 * @param grid visits and results
 * @param events adverse events, by the columns of {@code $adverse-events}
 * @param grades the grades that results suggest, by the columns of {@code $grade-suggestions}
 * @param logarithmic whether the scale of the first chart is logarithmic
 * @param tooMany whether the limit of results is reached, so that there may be more than are shown
 */
record SubjectPage(
        Page page,
        String id,
        String number,
        List<State> states,
        String site,
        String deceased,
        Timeline timeline,
        String response,
        String sentence,
        String baseline,
        @Nullable Curve measure,
        List<Curve> others,
        ResultGrid grid,
        List<Map<String, String>> events,
        List<Map<String, String>> grades,
        boolean logarithmic,
        boolean tooMany) {

    /** Whether the user belongs to a site, which evaluates the eligibility of its subjects. */
    boolean judges() {
        return page.user() != null && page.user().role().ofASite();
    }

    String path() {
        return page.path();
    }

    State state() {
        return states.isEmpty() ? new State("", "", "", "") : states.get(states.size() - 1);
    }

    /** The page of a referenced resource. */
    static String source(String reference) {
        return "/desk/resources/" + reference;
    }

    /** How many results of a curve are not drawn. */
    static int notDrawn(Curve curve) {
        return curve.results().size() - curve.drawn().size();
    }
}
