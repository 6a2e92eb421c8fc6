# Completion of fairlead for fish: fairlead completion fish | source
function __fairlead_suggest
    set --local line (commandline --current-process --cut-at-cursor | string collect)
    fairlead "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null | string match --invert --regex '^(/|-.$)' | sort -u
end

complete --command fairlead --arguments '(__fairlead_suggest)'
