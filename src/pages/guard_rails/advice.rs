//! What each rule is about and what helps, for the page of the guard rails.

use planisphere_domain::findings::FindingRule;

/// Why it matters, and what its fix does or what somebody has to do.
pub(super) const fn advice(rule: FindingRule) -> &'static str {
    match rule {
        FindingRule::SingleOwner => {
            "When the only owner leaves, nobody can manage access. The fix makes the person who holds most already an owner too."
        }
        FindingRule::TokenWithoutExpiry => {
            "A secret that leaked works for ever. The fix puts a token with the same roles and 90 days in its place; whoever uses it needs the new secret."
        }
        FindingRule::UnusedToken => "A token that nobody uses is only a risk. The fix deletes it.",
        FindingRule::PlainSecret => {
            "Everybody who may read the configuration reads the value. The fix makes it a secret, which no page shows again. The log and older downloads keep what it was: replace it where it comes from."
        }
        FindingRule::ProductionOnStandard => {
            "Standard clusters are shared with other Organizations. A Deployment stays on its cluster: create it anew on a dedicated one, or accept this."
        }
        FindingRule::ProductionWithoutHighAvailability => {
            "One scheduler is one point of failure. The fix switches high availability on, which costs more by the hour."
        }
        FindingRule::RuntimeEndsSoon => {
            "Fixes end with the maintenance. Choose a newer Runtime in the settings of the Deployment, and build its image anew."
        }
        FindingRule::RuntimeEnded => {
            "There are no fixes any more, not even for security. Choose a newer Runtime in the settings of the Deployment, and build its image anew."
        }
        FindingRule::NeverHibernates => {
            "Development costs as much at night as by day. The fix adds a nightly schedule."
        }
        FindingRule::QueueBeyondQuota => {
            "The queue can never grow to its limit. The fix brings limit and quota together."
        }
        FindingRule::ClusterStrangers => {
            "A restricted cluster runs Deployments of Workspaces that are not on its list. The fix puts them on the list."
        }
        FindingRule::InactivePerson => {
            "Access that nobody uses is only a risk. No sign-ins are known here: a sign is a change that somebody made. The fix switches the person off."
        }
        FindingRule::AlertToNobody => {
            "An alert without a channel is never heard. The fix sends it through the nearest channel, or to the Deployment's contacts."
        }
    }
}
