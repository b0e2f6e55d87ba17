package org.platelink.desk.data;

import java.util.List;

/**
 * Example of a command or script that downloads a table.
 *
 * @param name of the tool or language, the same in all translations
 * @param text the command or script
 */
record Command(String name, String text) {

    private static final String TOKEN = "TOKEN=$(java -jar platelink.jar token --client analyst.json)\n";

    /**
     * The examples for a view.
     *
     * @param base the FHIR base
     * @param view the id of its Library
     * @param filters which rows are wanted
     */
    static List<Command> of(String base, String view, Filters filters) {
        String query = "subjectReference=Library/" + view + filters.query();
        String url = base + "/$sql-run?" + query;
        String name = view.replaceAll("[^A-Za-z0-9]", "_");
        return List.of(
                new Command(
                        "curl",
                        TOKEN + "curl -f -H \"Authorization: Bearer $TOKEN\" -o " + view + ".csv \\\n  '" + url
                                + "&_format=csv'"),
                new Command(
                        "R",
                        "# TOKEN in the environment\nurl <- \"" + url + "&_format=csv\"\n" + name
                                + " <- read.csv(url(url, headers = c(Authorization = paste(\"Bearer\","
                                + " Sys.getenv(\"TOKEN\")))))\nstr(" + name + ")"),
                new Command(
                        "Python",
                        "import io, os, pandas, requests\nanswer = requests.get(\"" + url
                                + "&_format=parquet\",\n    headers={\"Authorization\": \"Bearer \" +"
                                + " os.environ[\"TOKEN\"]})\nanswer.raise_for_status()\n" + name
                                + " = pandas.read_parquet(io.BytesIO(answer.content))"));
    }
}
